package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import java.util.List;

/**
 * What we want of Datadog for one incident. Of two wishes for the same purpose the newer one wins.
 */
public sealed interface Wish {
  /** To know how the incident stands there. */
  record Look() implements Wish {}

  /** That a field there says {@code word}, in Datadog's words. */
  record Write(Field field, String word) implements Wish {}

  /** What we want for an incident that a monitor raised, whether or not it is mirrored. */
  sealed interface Errand extends Wish {}

  /** To know how important the monitor is, for an incident that says nothing about it. */
  record Learn(String monitorId) implements Errand {}

  /**
   * That there is an incident there at all.
   *
   * @param services Datadog's names of what is affected
   * @param teams Datadog's names of who should care
   * @param note the first entry of its timeline
   */
  record Create(
      String title, String severity, List<String> services, List<String> teams, String note)
      implements Wish {
    public Create {
      services = List.copyOf(services);
      teams = List.copyOf(teams);
    }

    /** The same with another line in its note. */
    public Create noted(String line) {
      return new Create(title, severity, services, teams, note + "\n\n" + line);
    }
  }
}
