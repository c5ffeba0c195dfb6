package io.taskcall.oncall.http;

import io.taskcall.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** Shifts as a file that calendars read (RFC 5545). */
final class CalendarFile {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LINE_BYTES_MAX = 75;

  private final StringBuilder text = new StringBuilder();

  CalendarFile(String name) {
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//TaskCall//On-call//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line("X-WR-CALNAME:" + escaped(name));
    line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  }

  /** A shift; the same one has the same id however often the file is read. */
  CalendarFile shift(
      UUID schedule, Instant start, Instant end, String summary, String description, Instant now) {
    line("BEGIN:VEVENT");
    line("UID:" + Ids.derive("calendar.shift", schedule, start, summary) + "@taskcall");
    line("DTSTAMP:" + INSTANT.format(now));
    line("DTSTART:" + INSTANT.format(start));
    line("DTEND:" + INSTANT.format(end));
    line("SUMMARY:" + escaped(summary));
    line("DESCRIPTION:" + escaped(description));
    line("TRANSP:TRANSPARENT");
    line("END:VEVENT");
    return this;
  }

  String end() {
    line("END:VCALENDAR");
    return text.toString();
  }

  /** Lines are at most 75 bytes; what is longer goes on in a line that begins with a space. */
  private void line(String line) {
    int bytes = 0;
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      int more = new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes + more > LINE_BYTES_MAX) {
        text.append("\r\n ");
        bytes = 1;
      }
      text.appendCodePoint(c);
      bytes += more;
      i += Character.charCount(c);
    }
    text.append("\r\n");
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace(";", "\\;")
        .replace(",", "\\,")
        .replace("\r\n", "\\n")
        .replace("\n", "\\n")
        .replaceAll("\\p{Cntrl}", " ");
  }
}
