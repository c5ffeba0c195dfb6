package io.taskcall.ingest.domain;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Leaf;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

/** Payloads for tests, as if they had just arrived. */
public final class Arrivals {
  public static final Instant NOON = Instant.parse("2026-08-21T12:00:00Z");

  public static final Integration INTEGRATION =
      new Integration(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3), Tool.DATADOG, false);

  private Arrivals() {}

  /** Fields from names and texts, or names and nodes. */
  public static Fields fields(Object... namesAndValues) {
    var byName = new LinkedHashMap<String, Node>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var value = namesAndValues[i + 1];
      byName.put(
          (String) namesAndValues[i], value instanceof Node node ? node : new Leaf((String) value));
    }
    return new Fields(byName);
  }

  /** {@code fields} with some of them replaced. */
  public static Fields with(Fields fields, Object... namesAndValues) {
    var byName = new LinkedHashMap<>(fields.byName());
    byName.putAll(fields(namesAndValues).byName());
    return new Fields(byName);
  }

  public static Arrival of(Fields fields) {
    return at(NOON, fields);
  }

  public static Arrival at(Instant receivedAt, Fields fields) {
    return new Arrival(
        INTEGRATION, fields, receivedAt, () -> Integer.toHexString(fields.toString().hashCode()));
  }

  /** The one event that {@code source} reads. */
  public static AlertEvent event(Source source, Fields fields) {
    return event(source, of(fields));
  }

  public static AlertEvent event(Source source, Arrival arrival) {
    return switch (source.read(arrival)) {
      case Outcome.Understood(var events) when events.size() == 1 -> events.getFirst();
      case Outcome.Understood(var events) -> throw new AssertionError("not one: " + events);
      case Outcome.Partly partly -> throw new AssertionError(partly.reason());
      case Outcome.Rejected rejected -> throw new AssertionError(rejected.reason());
    };
  }

  /** Why {@code source} rejects it. */
  public static String rejection(Source source, Fields fields) {
    return switch (source.read(of(fields))) {
      case Outcome.Understood understood -> throw new AssertionError("understood: " + understood);
      case Outcome.Partly partly -> throw new AssertionError("understood: " + partly);
      case Outcome.Rejected rejected -> rejected.reason();
    };
  }
}
