package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.sandbox.domain.incident.Field;
import io.taskcall.sandbox.domain.incident.Handle;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what somebody wants of an incident out of a request. */
@ApplicationScoped
class IncidentBody {
  private final Bodies bodies;

  IncidentBody(Bodies bodies) {
    this.bodies = bodies;
  }

  IncidentChange forCreate(@Nullable String body) {
    var data = data(body);
    var attributes = data.path("attributes");
    if (Bodies.text(attributes, "title").filter(title -> !title.isBlank()).isEmpty()) {
      throw DatadogError.badRequest("title is required");
    }
    if (!attributes.path("customer_impacted").isBoolean()) {
      throw DatadogError.badRequest("customer_impacted is required");
    }
    return change(data);
  }

  IncidentChange forUpdate(@Nullable String body, UUID id) {
    var data = data(body);
    if (Bodies.text(data, "id").filter(id.toString()::equalsIgnoreCase).isEmpty()) {
      throw DatadogError.badRequest("data.id must be the id of the incident");
    }
    return change(data);
  }

  private JsonNode data(@Nullable String body) {
    var data =
        bodies.read(body, () -> DatadogError.badRequest("the body is not JSON")).path("data");
    if (!data.path("type").asText("").equals("incidents")) {
      throw DatadogError.badRequest("data.type must be incidents");
    }
    return data;
  }

  private IncidentChange change(JsonNode data) {
    var attributes = data.path("attributes");
    var impacted = attributes.path("customer_impacted");
    var change =
        new IncidentChange(
            Bodies.text(attributes, "title").orElse(null),
            impacted.isBoolean() ? impacted.asBoolean() : null,
            fields(attributes.path("fields")),
            commander(data.path("relationships").path("commander_user")),
            attributes.has("notification_handles")
                ? handles(attributes.path("notification_handles"))
                : null);
    change
        .problem()
        .ifPresent(problem -> {
          throw DatadogError.badRequest(problem);
        });
    return change;
  }

  private Map<String, Field> fields(JsonNode given) {
    var fields = new LinkedHashMap<String, Field>();
    for (var field : given.properties()) {
      var value = field.getValue().path("value");
      fields.put(
          field.getKey(),
          new Field(
              field.getValue().path("type").asText("dropdown"),
              value.isNull() || value.isMissingNode() ? null : bodies.plain(value)));
    }
    return fields;
  }

  private static List<Handle> handles(JsonNode given) {
    return given
        .valueStream()
        .map(one ->
            new Handle(
                Bodies.text(one, "display_name").orElse(null), one.path("handle").asText("")))
        .toList();
  }

  private static IncidentChange.@Nullable Command commander(JsonNode relationship) {
    if (relationship.isMissingNode()) {
      return null;
    }
    var id = relationship.path("data").path("id").asText("");
    return new IncidentChange.Command(id.isEmpty() ? null : known(id));
  }

  private static Person known(String id) {
    return Stream.of(Person.DANA, Person.INTEGRATION)
        .filter(person -> person.id().toString().equals(id))
        .findFirst()
        .orElseThrow(() -> DatadogError.badRequest("no user has the id " + id));
  }
}
