package io.taskcall.oncall.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.escalation.Directory;
import io.taskcall.oncall.domain.escalation.Person;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A service, who takes care of it, and what happens to it at noon. */
final class Checkout {
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration WAIT = Duration.ofMinutes(5);
  static final UUID ORGANIZATION = new UUID(1, 1);
  static final Person ANA = person(1, "Ana", "ana@x.example");
  static final Person BEN = person(2, "Ben", "ben@x.example");
  static final Person CHLOE = person(3, "Chloe", "chloe@x.example");
  static final Person DORA = person(4, "Dora", "no address");
  static final Directory ALL =
      new Directory(
          Map.of(), Map.of(ANA.id(), ANA, BEN.id(), BEN, CHLOE.id(), CHLOE, DORA.id(), DORA));
  static final Policy POLICY =
      new Policy(
          new UUID(5, 5),
          "default",
          0,
          List.of(
              new Policy.Level(WAIT, List.of(), List.of(ANA.id())),
              new Policy.Level(WAIT, List.of(), List.of(BEN.id()))));
  static final Service SERVICE =
      new Service(
          new UUID(3, 3), ORGANIZATION, "Checkout", POLICY, Optional.of(Duration.ofHours(1)));

  private Checkout() {}

  private static Person person(long id, String name, String email) {
    return new Person(new UUID(0, id), ORGANIZATION, name, email);
  }

  static Incident open() {
    return changed(OneAlert.begins(opened("disk"), SERVICE, ALL, NOON)).next();
  }

  static Incident acknowledged() {
    return changed(open().acknowledge(by(ANA, Duration.ZERO))).next();
  }

  static Incident resolved() {
    return changed(open().resolve(by(ANA, Duration.ZERO))).next();
  }

  static AlertChange.Opened opened(String name) {
    return new AlertChange.Opened(
        Ids.derive("opened", name),
        alert(name),
        Ids.derive("opening", name),
        NOON,
        Level.ALERT,
        details("Disk full on " + name, null));
  }

  static AlertRef alert(String name) {
    var integration = new UUID(2, 2);
    return new AlertRef(
        Fingerprint.of(ORGANIZATION, integration, name), ORGANIZATION, integration, SERVICE.id());
  }

  static AlertDetails details(String title, Priority priority) {
    return new AlertDetails(
        new Origin.DatadogMonitor("1", List.of(), null, null),
        title,
        null,
        priority,
        List.of(),
        null,
        null,
        null,
        false);
  }

  static Cause by(Person person, Duration later) {
    return new Cause(
        new UUID(7, later.toMillis()),
        new Actor.Person(person.id(), person.name()),
        NOON.plus(later));
  }

  static Cause clock(Duration later) {
    return new Cause(new UUID(8, later.toMillis()), new Actor.Rule("escalation"), NOON.plus(later));
  }

  static Outcome.Changed changed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Changed.class);
    return (Outcome.Changed) outcome;
  }

  static String refused(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).reason();
  }

  static List<String> names(Outcome.Changed change) {
    return change.events().stream().map(Event::getClass).map(Class::getSimpleName).toList();
  }

  static List<String> paged(Outcome.Changed change) {
    return change.pages().stream().map(Page::address).toList();
  }
}
