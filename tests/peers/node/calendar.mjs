// Reads an iCalendar stream with ical.js, the parser inside Thunderbird, and prints what it understood as JSON.
import ICAL from "ical.js";

let text = "";
for await (const part of process.stdin) text += part;
const calendar = new ICAL.Component(ICAL.parse(text));
const events = calendar.getAllSubcomponents("vevent").map((one) => {
  const event = new ICAL.Event(one);
  return { uid: event.uid, summary: event.summary, start: event.startDate.toString(), allDay: event.startDate.isDate };
});
console.log(JSON.stringify({ version: calendar.getFirstPropertyValue("version"), events }));
