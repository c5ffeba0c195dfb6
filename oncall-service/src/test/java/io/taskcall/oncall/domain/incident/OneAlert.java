package io.taskcall.oncall.domain.incident;

import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.routing.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the rules decide about an incident that has one alert. */
final class OneAlert {
  private OneAlert() {}

  static Outcome begins(AlertChange change, Service service, Directory directory, Instant now) {
    return AlertRules.begin(change, service, Routing.NONE, Optional.empty(), 1, directory, now)
        .outcome();
  }

  static Outcome changes(Incident incident, AlertChange change, Directory directory, Instant now) {
    return AlertRules.hear(incident, of(incident, change), change, directory, now).outcome();
  }

  private static Alert of(Incident incident, AlertChange change) {
    var trouble = incident.trouble();
    var source = Objects.requireNonNull(incident.about().source());
    return new Alert(
        Alert.idOf(change),
        change.alert(),
        trouble.level(),
        new AlertDetails(
            source.origin(),
            trouble.title(),
            trouble.text(),
            trouble.priority(),
            List.of(),
            null,
            trouble.link(),
            null,
            incident.about().test()),
        trouble.tally().observed(),
        trouble.tally().firing() == 0);
  }
}
