package io.taskcall.oncall.domain.schedule;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who is planned to be on call, and what is changed about it for a while.
 *
 * @param notices how long before they come on call people are told; they are not if there are none
 */
public record Schedule(
    UUID id,
    UUID organizationId,
    String name,
    ZoneId zone,
    Options options,
    List<Layer> layers,
    Changes changes,
    List<Duration> notices) {
  public Schedule {
    layers = List.copyOf(layers);
    notices = List.copyOf(notices);
    if (layers.stream().map(Layer::name).distinct().count() < layers.size()) {
      throw new IllegalArgumentException("two layers of a schedule have the same name");
    }
  }

  /** One of which nobody is told that they come on call. */
  public Schedule(
      UUID id,
      UUID organizationId,
      String name,
      ZoneId zone,
      Options options,
      List<Layer> layers,
      Changes changes) {
    this(id, organizationId, name, zone, options, layers, changes, List.of());
  }

  public Schedule with(Changes others) {
    return new Schedule(id, organizationId, name, zone, options, layers, others, notices);
  }

  /** Only one of the layers, as it was planned. */
  public Schedule onlyLayer(int index) {
    return new Schedule(
        id, organizationId, name, zone, options, List.of(layers.get(index)), Changes.NONE);
  }

  /** Everybody who can be on call. */
  public Stream<UUID> people() {
    var turns =
        layers.stream().flatMap(layer -> layer.participants().stream()).flatMap(List::stream);
    return Stream.concat(turns, changes.people()).distinct();
  }
}
