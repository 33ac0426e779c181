import { listPorts } from "../../../actions/crossings/list-ports.ts";
import { PLACES_TOPIC } from "../../../live/snapshot.ts";
import { cacheUntilInvalidated, route } from "../../route.ts";
import { PortsAnswer } from "../../wire/crossing.ts";

export const getPorts = route({
  method: "get",
  path: "/v1/ports",
  summary: "CBP's ports of entry, with the slugs of their crossings",
  reply: PortsAnswer,
  async handle(ctx) {
    const ports = await listPorts(ctx);
    return { value: { ports }, keep: cacheUntilInvalidated(ctx, PLACES_TOPIC) };
  },
});
