import { BadSetting, readConfig } from "../src/config.ts";

test.each(["*/5 * * * *", "0,57 3 * * *", "2-59/5 * * * *", "@hourly", "7 * * * *", "30 */5 * * * *"])(
  "%s is accepted as a schedule for polling other servers",
  (schedule) => {
    expect(readConfig({ BWT_CRON: schedule, ANNOUNCEMENTS_CRON: schedule }).BWT_CRON).toBe(schedule);
  },
);

test.each(["BWT_CRON", "ANNOUNCEMENTS_CRON"])(
  "an invalid %s is refused with its name, the rule and the value",
  (name) => {
    const read = (schedule: string) => () => readConfig({ [name]: schedule });
    expect(read("* * * * *")).toThrow(BadSetting);
    expect(read("* * * * *")).toThrow(
      `${name} is '* * * * *': fires more often than every 300 seconds (CRON_LEAST_SECONDS)`,
    );
    for (const schedule of ["*/4 * * * *", "0,57 * * * *", "0,30 */5 * * * *"])
      expect(read(schedule)).toThrow(BadSetting);
    expect(read("61 * * * *")).toThrow(/is not a valid cron expression \(61 is a invalid expression for minute\)/);
    expect(read("now and then")).toThrow(/is not a valid cron expression/);
  },
);

test("CRON_LEAST_SECONDS sets the minimum interval between the runs of a schedule", () => {
  const read = (least: string, schedule: string) => () =>
    readConfig({ CRON_LEAST_SECONDS: least, BWT_CRON: schedule, ANNOUNCEMENTS_CRON: "@hourly" });
  expect(read("1", "* * * * * *")).not.toThrow();
  expect(read("5", "*/5 * * * * *")).not.toThrow();
  expect(read("6", "*/5 * * * * *")).toThrow(/fires more often than every 6 seconds/);
  expect(read("60", "* * * * *")).not.toThrow();
  expect(read("3600", "*/30 * * * *")).toThrow(/fires more often than every 3600 seconds/);
  expect(read("0", "@hourly")).toThrow(/CRON_LEAST_SECONDS is '0'/);
});
