/** A question about a service at a local time of the crossing, and the correct answer. */
export interface CorrectionQuestion {
  /** The line of the table of corrections. */
  line: number;
  crossing: string;
  mode: string;
  direction: string;
  at: string;
  answer: string;
}

/**
 * For each line of the table: its number and crossing, then its questions by service. A question is a time with the
 * answer. An answer is "open" or the reason for a closed or unknown status, with "limited" before it if the service is
 * limited.
 */
const QUESTIONS = `
1 amistad-dam
  northbound passenger: 2019-08-02T12:00 closed
  southbound passenger: 2019-08-15T13:30 hours_unknown
2 amistad-dam
  northbound passenger: 2019-09-10T12:00 hours_unknown; 2019-09-12T12:00 closed; 2019-10-15T12:00 hours_unknown
3 amistad-dam
  northbound passenger: 2024-05-22T12:00 closed; 2024-06-15T12:00 open
  southbound passenger: 2025-04-15T12:00 open
4 amistad-dam
  northbound passenger: 2025-05-15T12:00 open; 2025-06-15T12:00 closed
  southbound passenger: 2025-07-15T12:00 closed
  northbound passenger: 2025-08-03T12:00 open
5 tecate
  northbound passenger: 2022-08-31T18:59 open; 2022-08-31T19:00 closed
  southbound commercial: 2022-09-02T12:00 closed
6 tecate
  northbound pedestrian: 2022-09-03T12:00 day_of_change; 2022-09-04T12:00 open
  northbound commercial: 2022-09-15T12:00 open
7 laredo-gateway
  northbound passenger: 2016-04-15T12:00 open; 2017-02-14T12:00 closed
  northbound pedestrian: 2017-02-14T12:00 open
  southbound passenger: 2017-02-14T12:00 open
  northbound passenger: 2018-04-30T12:00 open
8 los-ebanos-ferry
  northbound passenger: 2020-03-10T12:00 open
  southbound pedestrian: 2020-06-15T12:00 suspended
  northbound passenger: 2020-10-15T12:00 limited day_of_change; 2020-11-15T12:00 limited open
9 el-paso-bridge-of-the-americas
  northbound commercial: 2023-04-13T12:00 open; 2023-04-17T12:00 suspended
  northbound passenger: 2023-04-17T12:00 open
  northbound commercial: 2023-04-19T12:00 open
10 el-paso-bridge-of-the-americas
  northbound passenger: 2023-12-06T08:19 open; 2023-12-06T08:20 suspended
  southbound passenger: 2023-12-06T12:00 open
  northbound pedestrian: 2023-12-06T12:00 open
  northbound commercial: 2023-12-06T12:00 open
  northbound passenger: 2023-12-06T15:00 open
11 el-paso-bridge-of-the-americas
  northbound commercial: 2025-11-24T08:59 open; 2025-11-24T09:00 suspended
  southbound commercial: 2025-11-27T12:00 suspended
  northbound passenger: 2025-11-25T12:00 open
  northbound commercial: 2025-11-28T12:00 open
12 ysleta-zaragoza
  northbound commercial: 2025-11-24T10:59 open; 2025-11-24T11:00 suspended
  southbound commercial: 2025-11-27T12:00 suspended
  northbound commercial: 2025-11-28T12:00 open
13 tornillo-marcelino-serna
  northbound commercial: 2025-11-25T12:00 open; 2025-11-26T12:00 suspended; 2025-11-27T12:00 day_of_change; 2025-11-28T12:00 open
14 el-paso-bridge-of-the-americas
  northbound commercial: 2025-12-01T12:00 open; 2025-12-02T12:00 suspended
  southbound commercial: 2025-12-05T10:59 suspended
  northbound commercial: 2025-12-05T11:00 open
  southbound commercial: 2025-12-05T11:00 hours_unknown
15 ysleta-zaragoza
  northbound commercial: 2025-12-01T12:00 open; 2025-12-02T12:00 suspended
  southbound commercial: 2025-12-05T10:59 suspended
  northbound commercial: 2025-12-05T11:00 open
  southbound commercial: 2025-12-05T11:00 hours_unknown
16 tornillo-marcelino-serna
  northbound commercial: 2025-12-01T12:00 open; 2025-12-02T12:00 suspended
  southbound commercial: 2025-12-05T10:59 suspended
  northbound commercial: 2025-12-05T11:00 open
  southbound commercial: 2025-12-05T11:00 hours_unknown
17 laredo-juarez-lincoln
  northbound passenger: 2023-02-18T04:59 open; 2023-02-18T05:00 suspended; 2023-02-18T08:59 suspended; 2023-02-18T09:00 open
  southbound passenger: 2023-02-18T04:59 open; 2023-02-18T05:00 suspended; 2023-02-18T08:59 suspended; 2023-02-18T09:00 open
18 laredo-juarez-lincoln
  northbound passenger: 2025-09-11T06:44 open; 2025-09-11T06:45 suspended; 2025-09-11T07:59 suspended; 2025-09-11T08:00 open
  southbound passenger: 2025-09-11T06:44 open; 2025-09-11T06:45 suspended; 2025-09-11T07:59 suspended; 2025-09-11T08:00 open
19 laredo-juarez-lincoln
  northbound passenger: 2026-02-21T04:59 open; 2026-02-21T05:00 suspended; 2026-02-21T08:59 suspended; 2026-02-21T09:00 open
  southbound passenger: 2026-02-21T04:59 open; 2026-02-21T05:00 suspended; 2026-02-21T08:59 suspended; 2026-02-21T09:00 open
20 el-paso-paso-del-norte
  northbound pedestrian: 2019-06-30T12:00 open; 2019-07-01T05:24 suspended; 2019-07-01T05:25 open
21 el-paso-paso-del-norte
  northbound passenger: 2019-07-01T06:59 suspended; 2019-07-01T07:00 open
22 el-paso-paso-del-norte
  northbound pedestrian: 2020-02-28T19:19 open; 2020-02-28T19:20 suspended; 2020-02-29T05:59 suspended; 2020-02-29T06:00 open
  northbound passenger: 2020-02-28T19:19 open; 2020-02-28T19:20 suspended; 2020-02-29T05:59 suspended; 2020-02-29T06:00 open
23 el-paso-paso-del-norte
  northbound pedestrian: 2020-12-29T20:59 limited open; 2020-12-29T22:00 suspended; 2020-12-30T05:00 limited day_of_change; 2020-12-31T12:00 limited open
  northbound passenger: 2020-12-29T20:59 limited open; 2020-12-29T22:00 suspended; 2020-12-30T05:00 limited day_of_change; 2020-12-31T12:00 limited open
24 brownsville-gateway
  northbound pedestrian: 2023-04-19T23:59 open; 2023-04-20T00:00 suspended; 2023-04-20T00:59 suspended; 2023-04-20T01:00 open
  southbound pedestrian: 2023-04-19T23:59 open; 2023-04-20T00:00 suspended; 2023-04-20T00:59 suspended; 2023-04-20T01:00 open
  northbound passenger: 2023-04-19T23:59 open; 2023-04-20T00:00 suspended; 2023-04-20T00:59 suspended; 2023-04-20T01:00 open
  southbound passenger: 2023-04-19T23:59 open; 2023-04-20T00:00 suspended; 2023-04-20T00:59 suspended; 2023-04-20T01:00 open
25 brownsville-gateway
  northbound pedestrian: 2023-06-05T16:14 open; 2023-06-05T16:15 suspended; 2023-06-05T19:14 suspended; 2023-06-05T19:15 open
  southbound pedestrian: 2023-06-05T16:14 open; 2023-06-05T16:15 suspended; 2023-06-05T19:14 suspended; 2023-06-05T19:15 open
  northbound passenger: 2023-06-05T16:14 open; 2023-06-05T16:15 suspended; 2023-06-05T19:14 suspended; 2023-06-05T19:15 open
  southbound passenger: 2023-06-05T16:14 open; 2023-06-05T16:15 suspended; 2023-06-05T19:14 suspended; 2023-06-05T19:15 open
26 brownsville-gateway
  northbound pedestrian: 2023-08-06T12:00 open; 2023-08-08T09:19 suspended
  southbound pedestrian: 2023-08-08T09:20 open
  northbound passenger: 2023-08-08T09:41 suspended; 2023-08-08T09:42 open
27 brownsville-gateway
  northbound passenger: 2024-09-21T00:00 open; 2024-09-21T00:01 suspended
  southbound pedestrian: 2024-09-23T17:00 suspended
  northbound passenger: 2024-10-15T12:00 open
28 laredo-world-trade
  northbound commercial: 2024-09-14T12:00 open; 2024-09-15T12:00 suspended
  southbound commercial: 2024-09-16T08:00 open; 2024-09-16T18:00 outside_hours; 2024-09-17T18:00 open
29 laredo-world-trade
  northbound commercial: 2017-07-29T09:00 open
  southbound commercial: 2017-07-30T15:00 outside_hours
  northbound commercial: 2026-11-28T17:00 outside_hours; 2026-11-29T11:00 open
30 tornillo-marcelino-serna
  northbound commercial: 2017-04-15T12:00 no_report; 2020-01-15T12:00 suspended; 2023-08-03T12:00 suspended; 2023-08-07T09:59 suspended; 2023-08-07T10:00 open
31 tornillo-marcelino-serna
  northbound commercial: 2023-08-08T09:00 outside_hours; 2023-08-08T15:00 open; 2023-08-12T12:00 outside_hours
32 tornillo-marcelino-serna
  northbound commercial: 2026-04-14T09:00 outside_hours; 2026-04-16T09:00 open; 2026-11-28T12:00 outside_hours
33 ysleta-zaragoza
  northbound commercial: 2026-04-11T15:00 open; 2026-04-18T07:00 open; 2026-04-18T15:00 outside_hours
34 los-indios
  northbound passenger: 2021-10-01T17:00 limited outside_hours; 2021-11-01T23:00 limited open; 2021-11-08T21:00 limited open; 2021-11-08T23:00 limited outside_hours
35 brownsville-bm
  northbound passenger: 2021-11-06T05:00 limited outside_hours; 2021-11-08T05:00 limited open
36 eagle-pass-bridge-1
  northbound passenger: 2021-09-06T18:00 limited outside_hours; 2021-09-07T18:00 limited open
  southbound passenger: 2021-09-07T20:49 open; 2021-09-07T20:50 outside_hours; 2022-07-01T22:00 open
37 los-indios
  northbound passenger: 2021-02-16T12:00 limited open
  northbound commercial: 2021-02-18T12:00 closed
  southbound pedestrian: 2021-02-18T12:00 closed
  northbound passenger: 2021-02-19T06:00 limited open
38 pharr
  northbound commercial: 2020-07-08T19:59 open; 2020-07-08T20:00 suspended
  southbound commercial: 2020-07-09T12:00 suspended
  northbound commercial: 2020-07-09T20:00 open
39 donna
  southbound commercial: 2024-03-26T12:00 no_report; 2024-03-28T12:00 limited open; 2024-03-30T12:00 limited outside_hours
40 anzalduas
  southbound commercial: 2016-07-15T16:00 no_report; 2017-01-15T12:00 limited outside_hours; 2017-01-15T16:00 limited open; 2021-01-18T12:00 limited open
41 del-rio
  northbound pedestrian: 2021-09-11T06:59 limited open; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 limited open
  southbound pedestrian: 2021-09-11T06:59 no_report; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 open
  northbound passenger: 2021-09-11T06:59 limited open; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 limited open
  southbound passenger: 2021-09-11T06:59 no_report; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 open
  northbound commercial: 2021-09-11T06:59 open; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 open
  southbound commercial: 2021-09-11T06:59 no_report; 2021-09-11T07:00 suspended; 2021-09-11T07:59 suspended; 2021-09-11T08:00 open
42 brownsville-veterans
  northbound passenger: 2022-09-11T06:59 open; 2022-09-11T07:00 suspended
  southbound passenger: 2022-09-11T07:59 suspended
  northbound passenger: 2022-09-11T08:00 open
43 nogales-mariposa
  southbound passenger: 2021-12-29T15:59 open; 2021-12-29T20:00 closed
  southbound commercial: 2021-12-30T12:29 closed
  southbound passenger: 2021-12-30T12:30 open
  northbound passenger: 2021-12-29T20:00 open
44 lukeville
  northbound pedestrian: 2023-05-26T21:00 open; 2023-05-26T22:00 outside_hours; 2023-05-27T21:00 outside_hours
  northbound passenger: 2023-05-26T21:00 open; 2023-05-26T22:00 outside_hours; 2023-05-27T21:00 outside_hours
45 lukeville
  northbound pedestrian: 2023-05-29T21:00 open; 2023-05-29T22:00 outside_hours; 2023-05-30T21:00 outside_hours
  northbound passenger: 2023-05-29T21:00 open; 2023-05-29T22:00 outside_hours; 2023-05-30T21:00 outside_hours
46 lukeville
  northbound pedestrian: 2023-06-30T21:00 open; 2023-06-30T22:00 outside_hours; 2023-07-01T21:00 outside_hours
  northbound passenger: 2023-06-30T21:00 open; 2023-06-30T22:00 outside_hours; 2023-07-01T21:00 outside_hours
47 lukeville
  northbound pedestrian: 2023-07-03T21:00 open; 2023-07-03T22:00 outside_hours; 2023-07-04T21:00 outside_hours
  northbound passenger: 2023-07-03T21:00 open; 2023-07-03T22:00 outside_hours; 2023-07-04T21:00 outside_hours
48 lukeville
  northbound pedestrian: 2023-09-01T21:00 open; 2023-09-01T22:00 outside_hours; 2023-09-02T21:00 outside_hours
  northbound passenger: 2023-09-01T21:00 open; 2023-09-01T22:00 outside_hours; 2023-09-02T21:00 outside_hours
49 lukeville
  northbound pedestrian: 2023-09-04T21:00 open; 2023-09-04T22:00 outside_hours; 2023-09-05T21:00 outside_hours
  northbound passenger: 2023-09-04T21:00 open; 2023-09-04T22:00 outside_hours; 2023-09-05T21:00 outside_hours
50 ysleta-zaragoza
  northbound commercial: 2022-04-11T12:00 suspended
  southbound commercial: 2022-04-11T12:00 suspended
  northbound commercial: 2022-04-12T12:00 day_of_change; 2022-04-13T12:00 open
51 hidalgo
  northbound pedestrian: 2019-07-03T18:59 no_report; 2019-07-03T19:00 suspended; 2019-07-03T21:13 suspended; 2019-07-03T21:14 open
  southbound pedestrian: 2019-07-03T18:59 no_report; 2019-07-03T19:00 suspended; 2019-07-03T21:13 suspended; 2019-07-03T21:14 open
  northbound passenger: 2019-07-03T18:59 no_report; 2019-07-03T19:00 suspended; 2019-07-03T21:13 suspended; 2019-07-03T21:14 open
  southbound passenger: 2019-07-03T18:59 no_report; 2019-07-03T19:00 suspended; 2019-07-03T21:13 suspended; 2019-07-03T21:14 open
51 hidalgo
  northbound pedestrian: 2019-07-03T23:59 open; 2019-07-04T00:00 suspended; 2019-07-04T01:59 suspended; 2019-07-04T02:00 open
  southbound pedestrian: 2019-07-03T23:59 open; 2019-07-04T00:00 suspended; 2019-07-04T01:59 suspended; 2019-07-04T02:00 open
  northbound passenger: 2019-07-03T23:59 open; 2019-07-04T00:00 suspended; 2019-07-04T01:59 suspended; 2019-07-04T02:00 open
  southbound passenger: 2019-07-03T23:59 open; 2019-07-04T00:00 suspended; 2019-07-04T01:59 suspended; 2019-07-04T02:00 open
52 sasabe
  northbound passenger: 2017-12-15T12:00 no_report; 2020-06-15T12:00 limited open; 2023-11-01T12:00 open; 2023-11-01T21:00 outside_hours
  northbound pedestrian: 2023-10-31T12:00 open; 2023-11-01T12:00 open
53 calexico-east
  northbound passenger: 2022-09-23T05:30 outside_hours; 2022-09-26T05:30 open; 2022-10-01T05:30 outside_hours; 2023-11-10T05:30 outside_hours
54 calexico-west
  northbound pedestrian: 2026-02-10T10:00 open
  southbound pedestrian: 2026-02-10T09:59 no_report; 2026-02-10T10:00 open
`;

/** Parses the questions. */
export function readQuestions(): CorrectionQuestion[] {
  const questions: CorrectionQuestion[] = [];
  let [line, crossing] = [0, ""];
  for (const text of QUESTIONS.trim().split("\n")) {
    const [service = "", answers] = text.trim().split(": ");
    const [first = "", second = ""] = service.split(" ");
    if (answers === undefined) [line, crossing] = [Number(first), second];
    else
      for (const each of answers.split("; ")) {
        const [at = "", ...words] = each.split(" ");
        questions.push({ line, crossing, mode: second, direction: first, at, answer: words.join(" ") });
      }
  }
  return questions;
}
