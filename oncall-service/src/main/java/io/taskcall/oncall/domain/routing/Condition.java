package io.taskcall.oncall.domain.routing;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** What a rule looks at. */
public sealed interface Condition {
  /** True if an alert that begins at {@code now} is meant. */
  boolean meets(AlertDetails alert, Instant now);

  /** The title contains these words, in whatever case. */
  record TitleContains(String words) implements Condition {
    @Override
    public boolean meets(AlertDetails alert, Instant now) {
      return alert.title().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
  }

  /** It carries this tag, such as {@code env:staging}. */
  record Tagged(String tag) implements Condition {
    @Override
    public boolean meets(AlertDetails alert, Instant now) {
      return alert.tags().contains(tag)
          || (alert.origin() instanceof Origin.DatadogMonitor monitor
              && monitor.scope().contains(tag));
    }
  }

  /** It has one of these priorities; one that has none is never meant. */
  record OfPriority(Set<Priority> priorities) implements Condition {
    public OfPriority {
      priorities = Set.copyOf(priorities);
    }

    @Override
    public boolean meets(AlertDetails alert, Instant now) {
      return alert.priority() != null && priorities.contains(alert.priority());
    }
  }

  /** It comes from this tool. */
  record From(Tool tool) implements Condition {
    @Override
    public boolean meets(AlertDetails alert, Instant now) {
      return tool == Tool.of(alert.origin());
    }
  }

  /** It begins in these hours of a week. */
  record During(WeeklyHours hours) implements Condition {
    @Override
    public boolean meets(AlertDetails alert, Instant now) {
      return hours.contain(now);
    }
  }

  /** A tool that alerts come from. */
  enum Tool {
    DATADOG,
    ALERTMANAGER,
    EVENTS_V2;

    static Tool of(Origin origin) {
      return switch (origin) {
        case Origin.DatadogMonitor _,
            Origin.DatadogIncident _,
            Origin.DatadogSecuritySignal _,
            Origin.DatadogEvent _ ->
            DATADOG;
        case Origin.Alertmanager _ -> ALERTMANAGER;
        case Origin.EventsV2 _ -> EVENTS_V2;
      };
    }
  }
}
