package io.taskcall.oncall.setup;

import io.taskcall.oncall.setup.ScheduleEntry.LayerEntry;
import io.taskcall.oncall.setup.ScheduleEntry.OverrideEntry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Refuses e-mail addresses that nobody in the same setup file has: pages would go nowhere. */
final class Strangers {
  private final Set<String> known;

  private Strangers(Set<String> known) {
    this.known = known;
  }

  /** A file that says nothing of people may mean anybody. */
  static void refuse(SetupFile file) {
    if (file.people() == null) {
      return;
    }
    var known =
        file.people().stream()
            .filter(Objects::nonNull)
            .map(SetupFile.PersonEntry::email)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    new Strangers(known).refuseIn(file);
  }

  private void refuseIn(SetupFile file) {
    for (int i = 0; i < file.schedules().size(); i++) {
      var entry = file.schedules().get(i);
      refuse("schedules[" + i + "]", "schedule " + entry.key(), named(entry));
    }
    for (int i = 0; i < file.teams().size(); i++) {
      var entry = file.teams().get(i);
      refuse(
          "teams[" + i + "]",
          "team " + entry.key(),
          Stream.concat(given(entry.members()), given(entry.managers())));
    }
    for (int i = 0; i < file.policies().size(); i++) {
      var entry = file.policies().get(i);
      refuse("policies[" + i + "]", "policy " + entry.key(), named(entry));
    }
  }

  private void refuse(String field, String what, Stream<String> emails) {
    emails
        .filter(email -> !known.contains(email))
        .findFirst()
        .ifPresent(email -> {
          throw new Mistake(field, what + " names " + email + ", which nobody in people has");
        });
  }

  private static Stream<String> named(ScheduleEntry entry) {
    var layers = given(entry.layers()).map(LayerEntry::participants);
    var participants =
        Stream.concat(Stream.ofNullable(entry.participants()), layers.flatMap(Stream::ofNullable))
            .flatMap(List::stream)
            .flatMap(List::stream);
    return Stream.concat(participants, given(entry.overrides()).flatMap(Strangers::named));
  }

  private static Stream<String> named(OverrideEntry entry) {
    return Stream.of(given(entry.remove()), given(entry.add()), given(entry.everybody()))
        .flatMap(emails -> emails);
  }

  private static Stream<String> named(SetupFile.PolicyEntry entry) {
    var levels = given(entry.levels()).flatMap(level -> given(level.people()));
    var end = entry.end();
    return end == null ? levels : Stream.concat(levels, given(end.people()));
  }

  private static <T> Stream<T> given(@Nullable List<T> list) {
    return list == null ? Stream.empty() : list.stream();
  }
}
