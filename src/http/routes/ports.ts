import { listPorts } from "../../actions/list-ports.ts";
import { route } from "../route.ts";
import { PortsAnswer } from "../wire-crossing.ts";

export const getPorts = route({
  method: "get",
  path: "/v1/ports",
  summary: "CBP's ports of entry, with the slugs of their crossings",
  reply: PortsAnswer,
  async handle(ctx) {
    return { value: { ports: await listPorts(ctx) } };
  },
});
