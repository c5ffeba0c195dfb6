package io.taskcall.auth.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Removal;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.Tool;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An integration; of its keys, only the hashes.
 *
 * @param state created, connected, disconnected, paused, or removed as long as Datadog has to be
 *     told of that
 * @param site the Datadog site behind it
 * @param removal how far its end has come
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record IntegrationItem(
    UUID id,
    String name,
    Tool tool,
    String state,
    Service service,
    @Nullable String site,
    List<IntegrationEvent.Key> keys,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable End removal) {
  /** The service whose alerts come in; unnamed until its name is known here. */
  record Service(UUID id, @Nullable String name) {}

  /**
   * How far the end of an integration has come.
   *
   * @param revocation whether Datadog knows: not_needed, pending or done
   * @param problem why Datadog could not be told yet
   * @param leftToDo what the customer has to do by hand
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record End(String revocation, @Nullable String problem, List<String> leftToDo) {
    static End of(Removal removal) {
      return new End(
          removal.revocation().name().toLowerCase(Locale.ROOT),
          removal.problem().orElse(null),
          removal.leftToDo());
    }
  }

  static IntegrationItem of(Integration integration, Map<UUID, String> serviceNames) {
    return of(integration, integration.state().name(), serviceNames, null);
  }

  static IntegrationItem of(Removal removal, Map<UUID, String> serviceNames) {
    return of(removal.integration(), "REMOVED", serviceNames, End.of(removal));
  }

  private static IntegrationItem of(
      Integration integration,
      String state,
      Map<UUID, String> serviceNames,
      @Nullable End removal) {
    return new IntegrationItem(
        integration.id(),
        integration.name(),
        integration.tool(),
        state.toLowerCase(Locale.ROOT),
        service(integration, serviceNames),
        integration.site().orElse(null),
        integration.keys(),
        removal);
  }

  static Service service(Integration integration, Map<UUID, String> serviceNames) {
    return new Service(integration.serviceId(), serviceNames.get(integration.serviceId()));
  }
}
