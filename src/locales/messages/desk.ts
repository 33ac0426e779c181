import type { DeskReportWords } from "./desk-report.ts";
import type { DeskHandoverWords } from "./pages/desk-handover.ts";
import type { DeskPreviewWords } from "./pages/desk-preview.ts";
import type { DeskSecondWords } from "./pages/desk-second.ts";
import type { DeskSeveralWords } from "./pages/desk-several.ts";
import type { DeskSpreadsheetWords } from "./pages/desk-spreadsheet.ts";

/** Words of the desk, in addition to those of the other pages. */
export interface DeskWords
  extends DeskReportWords,
    DeskSeveralWords,
    DeskPreviewWords,
    DeskSpreadsheetWords,
    DeskHandoverWords,
    DeskSecondWords {
  desk: string;
  nav: string;
  work: string;
  record: string;
  reports: string;
  jobs: string;
  roles: {
    recorder: string;
    admin: string;
    subscriber: string;
  };
  signOut: string;
  signIn: {
    title: string;
    lead: string;
    key: string;
    keyHint: string;
    submit: string;
    ends: (minutes: number) => string;
    wrong: string;
    forbidden: string;
    empty: string;
    over: string;
    kept: string;
    noCookie: (address: string) => string;
    tooMany: string;
  };
  resume: {
    title: string;
    text: {
      signedIn: string;
      otherSession: string;
      away: string;
    };
    send: string;
  };
  faults: {
    foreign: {
      title: string;
      text: string;
    };
    forbidden: {
      title: string;
      text: string;
    };
    second_person: {
      title: string;
      text: string;
    };
    conflict: {
      title: string;
      text: string;
    };
    busy: {
      title: string;
      text: string;
    };
    invalid: {
      title: string;
      text: string;
    };
    too_large: {
      title: string;
      text: string;
    };
    back: string;
  };
  elsewhere: {
    title: string;
    /** Text of the page at a process that only reads. */
    text: string;
    link: string;
  };
  kinds: {
    conflict: {
      title: string;
      hint: string;
      none: string;
    };
    overdue: {
      title: string;
      hint: string;
      none: string;
    };
    silent: {
      title: string;
      hint: string;
      none: string;
    };
  };
  proposals: {
    title: string;
    hint: string;
    none: string;
    more: (count: number) => string;
    by: (job: string) => string;
    expires: string;
    grounds: string;
    draft: string;
    accept: string;
    edit: string;
    dismiss: string;
    dismissTitle: string;
    dismissReason: string;
    unsound: string;
    settled: {
      accepted: string;
      dismissed: string;
      expired: string;
      superseded: string;
      open: string;
    };
    amends: string;
    amended: string;
    earlierText: string;
    laterText: string;
    unreadable: string;
    settledBy: (who: string) => string;
    became: string;
    dismissed: string;
  };
  notices: {
    changed: string;
    turned: string;
    recordedOther: string;
    recordedOtherWay: string;
    recorded: string;
    before: string;
    retracted: string;
    settledElse: string;
    added: string;
    removed: string;
    started: (job: string) => string;
  };
  list: {
    mine: string;
    all: string;
    none: string;
    older: string;
    by: (who: string) => string;
    withdrawn: string;
  };
  one: {
    whose: string;
    recordedBy: string;
    recordedAt: string;
    origin: string;
    withdrawnBy: (who: string) => string;
    again: string;
    againHint: string;
    retract: string;
    retractHint: string;
    retractReason: string;
    retractWhat: string;
    notYours: (who: string) => string;
    isRetraction: string;
  };
  job: {
    lead: string;
    schedule: string;
    next: string;
    noNext: string;
    last: string;
    none: string;
    outcomes: {
      running: string;
      succeeded: string;
      failed: string;
    };
    run: (name: string) => string;
    underWay: (name: string) => string;
    began: string;
    took: string;
    outcome: string;
    counted: string;
    seconds: (seconds: string) => string;
    admins: string;
  };
  script: {
    sending: string;
    lost: string;
    retry: string;
    restored: string;
    discard: string;
  };
}
