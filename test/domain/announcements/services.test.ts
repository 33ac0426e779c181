import { plainLetters } from "../../../src/domain/announcements/sentences.ts";
import { directionsIn, modesAt, modesIn } from "../../../src/domain/announcements/services.ts";
import { SERVICES } from "../arbitrary.ts";
import { place } from "../telling.ts";

describe("the modes in a clause", () => {
  test.each<[string, string[]]>([
    ["pedestrians", ["pedestrian"]],
    ["foot traffic", ["pedestrian"]],
    ["people on foot", ["pedestrian"]],
    ["cruce peatonal", ["pedestrian"]],
    ["peatones", ["pedestrian"]],
    ["cruzar a pie", ["pedestrian"]],
    ["vehicles", ["passenger"]],
    ["passenger cars", ["passenger"]],
    ["POVs", ["passenger"]],
    ["motorists", ["passenger"]],
    ["SENTRI lanes", ["passenger"]],
    ["vehículos", ["passenger"]],
    ["automóviles", ["passenger"]],
    ["cargo", ["commercial"]],
    ["trucks", ["commercial"]],
    ["freight", ["commercial"]],
    ["camiones de carga", ["commercial"]],
    ["trains", ["rail"]],
    ["freight trains", ["rail"]],
    ["the railroad", ["rail"]],
    ["el ferrocarril", ["rail"]],
    ["puente ferroviario", ["rail"]],
    ["commercial vehicles", ["commercial"]],
    ["cargo truck traffic", ["commercial"]],
    ["vehículos de carga", ["commercial"]],
    ["commercial vehicles and passenger vehicles", ["passenger", "commercial"]],
    ["pedestrians and vehicles", ["pedestrian", "passenger"]],
    ["all traffic", []],
    ["all traffic except trucks", ["pedestrian", "passenger", "rail"]],
    ["todo el tráfico, salvo peatones", ["passenger", "commercial", "rail"]],
    ["vehicles, but not trucks", ["passenger"]],
    ["all except emergencies", []],
  ])("“%s” are %j", (text, modes) => expect([...modesIn(plainLetters(text))].sort()).toEqual([...modes].sort()));
});

describe("the directions in a clause", () => {
  test.each<[string, string[]]>([
    ["northbound traffic", ["northbound"]],
    ["traffic into the United States", ["northbound"]],
    ["traffic to the U.S.", ["northbound"]],
    ["travelers entering the United States", ["northbound"]],
    ["inbound lanes", ["northbound"]],
    ["hacia Estados Unidos", ["northbound"]],
    ["southbound traffic", ["southbound"]],
    ["traffic to Mexico", ["southbound"]],
    ["travelers leaving the United States", ["southbound"]],
    ["hacia México", ["southbound"]],
    ["northbound and southbound", ["northbound", "southbound"]],
    ["trucks to Mexico City", []],
    ["all traffic", []],
  ])("“%s” are %j", (text, directions) => expect(directionsIn(plainLetters(text))).toEqual(directions));
});

test("a crossing has only those of the named modes that it has in a named direction", () => {
  const crossing = place([SERVICES[0], { ...SERVICES[1], direction: "southbound" }]);
  expect(modesAt(crossing, ["rail", "passenger", "pedestrian"], [])).toEqual(["passenger", "pedestrian"]);
  expect(modesAt(crossing, ["passenger", "pedestrian"], ["northbound"])).toEqual(["pedestrian"]);
  expect(modesAt(crossing, ["rail"], [])).toEqual([]);
});
