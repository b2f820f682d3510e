// Expands calendar files with ical.js. Takes the path of its module; reads lines of JSON {"ics", "until"}, where
// "until" is the last day on which a rule may still give a date, and answers each with a line of its dates.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { default: ICAL } = await import(pathToFileURL(process.argv[2]).href);
const MOST = 5000;

function instant(time) {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString().slice(0, 19) + "Z";
}

function told(item, start, end, recurrence) {
  return {
    uid: item.uid,
    start: instant(start),
    end: instant(end),
    summary: item.summary,
    status: item.component.getFirstPropertyValue("status"),
    location: item.location,
    recurrence: recurrence ? recurrence.toString() : null,
  };
}

function* datesOf(event, until) {
  if (!event.isRecurring()) {
    yield told(event, event.startDate, event.endDate, null);
    return;
  }
  const dates = event.iterator();
  for (let number = 0; number < MOST; number++) {
    const start = dates.next();
    if (!start || start.toString().slice(0, 10) > until) return;
    const one = event.getOccurrenceDetails(start);
    yield told(one.item, one.startDate, one.endDate, one.recurrenceId);
  }
  throw new Error(`${event.uid} has more than ${MOST} dates up to ${until}`);
}

function* expand(ics, until) {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  ICAL.TimezoneService.reset();
  calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
  const events = calendar.getAllSubcomponents("vevent");
  const odd = events.filter((event) => event.hasProperty("recurrence-id"));
  for (const first of events.filter((event) => !event.hasProperty("recurrence-id"))) {
    const uid = first.getFirstPropertyValue("uid");
    const exceptions = odd.filter((event) => event.getFirstPropertyValue("uid") === uid);
    yield* datesOf(new ICAL.Event(first, { strictExceptions: true, exceptions }), until);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { ics, until } = JSON.parse(line);
  console.log(JSON.stringify([...expand(ics, until)]));
}
