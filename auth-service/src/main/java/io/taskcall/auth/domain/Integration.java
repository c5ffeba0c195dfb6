package io.taskcall.auth.domain;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A tool that may send alerts for one service.
 *
 * @param keys hashes of its Integration URLs' keys, the newest first
 * @param site the Datadog site behind it
 */
public record Integration(
    UUID id,
    UUID organizationId,
    UUID serviceId,
    String name,
    Tool tool,
    State state,
    List<IntegrationEvent.Key> keys,
    Optional<String> site) {
  public Integration {
    keys = List.copyOf(keys);
  }

  /** The integration with this name; the same name is always the same integration. */
  public static Integration of(
      Organization organization, String name, Tool tool, UUID serviceId, String keySha256) {
    return new Integration(
        Ids.derive("integration", organization.id(), name),
        organization.id(),
        serviceId,
        name,
        tool,
        State.CREATED,
        List.of(new IntegrationEvent.Key(keySha256, null)),
        Optional.empty());
  }

  /** A new integration that people make; another one of this name is another integration. */
  public static Integration made(
      UUID cause, UUID organizationId, String name, Tool tool, UUID serviceId, String keySha256) {
    return new Integration(
        Ids.derive("integration", organizationId, name, cause),
        organizationId,
        serviceId,
        name,
        tool,
        State.CREATED,
        List.of(new IntegrationEvent.Key(keySha256, null)),
        Optional.empty());
  }

  /**
   * The same with another key. The one before goes on working until {@code retiresAt}; those before
   * that stop now, so that two are live at most; they are remembered to be answered as gone.
   */
  public Integration rotated(String keySha256, Instant now, Instant retiresAt) {
    var retired = new ArrayList<IntegrationEvent.Key>();
    retired.add(new IntegrationEvent.Key(keySha256, null));
    for (var key : keys) {
      var end = key.retiresAt() == null ? retiresAt : earlier(key.retiresAt(), now);
      retired.add(new IntegrationEvent.Key(key.sha256(), end));
    }
    return with(retired);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /** The same, accepting alerts and doing nothing with them. */
  public Integration paused() {
    return in(State.PAUSED);
  }

  /** The same, at work again; whether Datadog still lets us in has to show. */
  public Integration resumed() {
    return state == State.PAUSED ? in(State.CREATED) : this;
  }

  /** The same, connected to a Datadog site. */
  public Integration at(String site) {
    return new Integration(
        id, organizationId, serviceId, name, tool, state, keys, Optional.of(site));
  }

  /** The same in another state. */
  public Integration in(State next) {
    return new Integration(id, organizationId, serviceId, name, tool, next, keys, site);
  }

  /**
   * The same with its own key in front of those that {@code before} still lets in: a key that was
   * replaced works until {@code retiresAt}, and one whose time has come is gone.
   */
  Integration replacing(List<IntegrationEvent.Key> before, Instant now, Instant retiresAt) {
    var own = keys.getFirst();
    var others =
        before.stream()
            .filter(key -> !key.sha256().equals(own.sha256()))
            .map(key ->
                key.retiresAt() == null ? new IntegrationEvent.Key(key.sha256(), retiresAt) : key)
            .filter(key -> key.retiresAt() != null && key.retiresAt().isAfter(now));
    return new Integration(
        id,
        organizationId,
        serviceId,
        name,
        tool,
        state,
        Stream.concat(Stream.of(own), others).toList(),
        site);
  }

  /** The same with other keys. */
  public Integration with(List<IntegrationEvent.Key> others) {
    return new Integration(id, organizationId, serviceId, name, tool, state, others, site);
  }

  /** The same without keys that belong to another integration now. */
  Integration without(Set<String> sha256s) {
    var rest = keys.stream().filter(key -> !sha256s.contains(key.sha256())).toList();
    return with(rest);
  }

  /** What the others hear about it. */
  public IntegrationEvent.Saved saved(Revision revision) {
    return new IntegrationEvent.Saved(
        revision.eventId("integration.saved", id),
        revision.at(),
        id,
        organizationId,
        serviceId,
        name,
        tool,
        state,
        keys,
        site.map(IntegrationEvent.Datadog::new).orElse(null));
  }

  /** What the others hear when it is gone; its keys are still answered for. */
  public IntegrationEvent.Removed removed(Revision revision) {
    return new IntegrationEvent.Removed(
        revision.eventId("integration.removed", id), revision.at(), id, organizationId, keys);
  }
}
