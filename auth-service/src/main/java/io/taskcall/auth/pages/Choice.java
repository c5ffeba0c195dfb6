package io.taskcall.auth.pages;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Something to choose in a form. */
public record Choice(String value, String label, boolean chosen) {
  static List<Choice> services(Map<UUID, String> services, String chosen) {
    return services.entrySet().stream()
        .map(service ->
            new Choice(
                service.getKey().toString(),
                service.getValue(),
                service.getKey().toString().equals(chosen)))
        .sorted(Comparator.comparing(Choice::label).thenComparing(Choice::value))
        .toList();
  }
}
