package io.taskcall.sandbox.datadog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes an incident as Datadog does, which depends on the call that asks for it. */
@ApplicationScoped
class IncidentJson {
  private static final String TYPE_ID = "41d2e10b-4108-4736-92d7-791d00ea0702";

  /** How much an answer says about people: their ids, their details, or both. */
  enum View {
    CREATED(false, true),
    FETCHED(true, false),
    UPDATED(true, true),
    FOUND(false, true);

    private final boolean ids;
    private final boolean details;

    View(boolean ids, boolean details) {
      this.ids = ids;
      this.details = details;
    }
  }

  private final Bodies bodies;

  IncidentJson(Bodies bodies) {
    this.bodies = bodies;
  }

  ObjectNode empty() {
    return bodies.object();
  }

  ObjectNode data(Incident incident, View view) {
    var data = bodies.object();
    data.put("type", "incidents");
    data.put("id", incident.id().toString());
    data.set("attributes", attributes(incident, view));
    data.set("relationships", relationships(incident, view));
    return data;
  }

  /** A user as it stands among {@code included}. */
  ObjectNode user(Person person) {
    var user = bodies.object();
    user.put("type", "users");
    user.put("id", person.id().toString());
    var attributes = user.putObject("attributes");
    attributes.put("uuid", person.id().toString());
    attributes.put("handle", person.handle());
    attributes.put("email", person.handle());
    attributes.put("name", person.name());
    attributes.put(
        "icon", "https://secure.gravatar.com/avatar/" + hash(person.handle()) + "?s=48&d=retro");
    return user;
  }

  private ObjectNode attributes(Incident incident, View view) {
    var history = incident.history();
    var created = Bodies.time(history.created());
    var attributes = bodies.object();
    attributes.put("public_id", incident.number());
    attributes.put("incident_type_uuid", TYPE_ID);
    attributes.put("title", incident.title());
    attributes.put("resolved", Bodies.time(history.resolved()));
    attributes.putNull("customer_impact_scope");
    attributes.putNull("customer_impact_start");
    attributes.putNull("customer_impact_end");
    attributes.put("customer_impacted", incident.customerImpacted());
    attributes.set("notification_handles", handles(incident));
    who(attributes, "last_modified_by", history.modifiedBy(), view);
    attributes.put("created", created);
    attributes.put("modified", Bodies.time(history.modified()));
    if (view.details) {
      attributes.set(
          "commander", incident.commander() == null ? null : wrapped(incident.commander()));
    }
    attributes.put("detected", created);
    who(attributes, "created_by", history.createdBy(), view);
    attributes.putNull("creation_idempotency_key");
    attributes.put("customer_impact_duration", 0);
    attributes.put("time_to_detect", 0);
    attributes.put("time_to_repair", 0);
    attributes.put("time_to_internal_response", 0);
    attributes.put("time_to_resolve", 0);
    attributes.putNull("archived");
    attributes.put("is_test", false);
    attributes.put("declared", created);
    who(attributes, "declared_by", history.createdBy(), view);
    attributes.set("fields", fields(incident));
    attributes.putNull("field_analytics");
    attributes.put("severity", incident.severity());
    attributes.put("state", incident.state());
    attributes.putNull("non_datadog_creator");
    attributes.put("visibility", "organization");
    attributes.putNull("case_id");
    return attributes;
  }

  /** Nobody is written as null. */
  private @Nullable ArrayNode handles(Incident incident) {
    if (incident.handles().isEmpty()) {
      return null;
    }
    var handles = bodies.array();
    for (var handle : incident.handles()) {
      handles.addObject().put("display_name", handle.displayName()).put("handle", handle.handle());
    }
    return handles;
  }

  void who(ObjectNode attributes, String role, Person person, View view) {
    if (view.details) {
      attributes.set(role, wrapped(person));
    }
    attributes.put(role + "_uuid", view.ids ? person.id().toString() : null);
  }

  private ObjectNode wrapped(Person person) {
    var wrapped = bodies.object();
    wrapped.set("data", user(person));
    return wrapped;
  }

  private ObjectNode fields(Incident incident) {
    var fields = bodies.object();
    incident
        .fields()
        .forEach((name, field) -> {
          var node = fields.putObject(name);
          node.put("type", field.type());
          node.set("value", field.value() == null ? null : bodies.tree(field.value()));
        });
    return fields;
  }

  private ObjectNode relationships(Incident incident, View view) {
    var relationships = bodies.object();
    relate(relationships, "created_by_user", incident.history().createdBy());
    relate(relationships, "last_modified_by_user", incident.history().modifiedBy());
    relate(relationships, "commander_user", incident.commander());
    relate(relationships, "declared_by_user", incident.history().createdBy());
    var userDefined = relationships.putObject("user_defined_fields").putArray("data");
    if (view != View.FOUND) {
      incident
          .fields()
          .keySet()
          .forEach(name ->
              userDefined.addObject().put("type", "user_defined_field").put("id", fieldId(name)));
    }
    relationships.putObject("integrations").putArray("data");
    relationships.putObject("attachments").putArray("data");
    relationships.putObject("responders").putArray("data");
    relationships.putObject("impacts").putArray("data");
    return relationships;
  }

  static void relate(ObjectNode relationships, String name, @Nullable Person person) {
    var relationship = relationships.putObject(name);
    if (person == null) {
      relationship.putNull("data");
    } else {
      relationship.putObject("data").put("type", "users").put("id", person.id().toString());
    }
  }

  private static String fieldId(String name) {
    return UUID.nameUUIDFromBytes(("field " + name).getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String hash(String handle) {
    return UUID.nameUUIDFromBytes(handle.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
