package io.taskcall.quickstart.demo;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Who is on call by the setup file's weekly rotation, worked out apart from the service, so that
 * the demo can tell whether the right person was paged.
 */
record Rotation(ZoneId zone, LocalDateTime firstHandoff, List<String> people) {
  /** The rotation of quickstart/demo.yaml. */
  static final Rotation DEMO =
      new Rotation(
          ZoneId.of("Europe/Berlin"),
          LocalDateTime.parse("2026-01-05T09:00"),
          List.of("ana@demo.example", "ben@demo.example", "chloe@demo.example"));

  Rotation {
    people = List.copyOf(people);
  }

  /** Who is on call at that moment. */
  String onCallAt(Instant at) {
    return turn(at, 0);
  }

  /** Who is next in line at that moment, and backs up whoever is on call. */
  String backupAt(Instant at) {
    return turn(at, 1);
  }

  private String turn(Instant at, int ahead) {
    long weeks = ChronoUnit.WEEKS.between(firstHandoff, at.atZone(zone).toLocalDateTime());
    return people.get(Math.floorMod(weeks + ahead, people.size()));
  }
}
