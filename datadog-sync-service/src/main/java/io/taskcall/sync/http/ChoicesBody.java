package io.taskcall.sync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Choices;
import io.taskcall.sync.domain.Creation;
import io.taskcall.sync.domain.Extra;
import io.taskcall.sync.domain.Words;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen for a mirror, as people write it.
 *
 * @param create {@code never}, {@code by_priority} or {@code always}
 * @param acknowledged {@code active}, {@code stable} or {@link Choices#BY_A_NOTE}
 * @param declared {@code always} or {@code never}
 * @param notes {@code never} or {@code todos}
 * @param responders {@code never} or {@code handles}
 * @param comments {@code never} or {@code always}
 * @param downtimes {@code never} or {@code snoozed}
 * @param webhook its name, without the {@code @webhook-} before it
 */
record ChoicesBody(
    String create,
    List<Priority> createPriorities,
    String acknowledged,
    String declared,
    Map<String, Priority> severities,
    String notes,
    String responders,
    String comments,
    String downtimes,
    @Nullable String webhook) {
  private static final String ALWAYS = "always";
  private static final String NEVER = "never";
  private static final String TASKS = "todos";
  private static final String HANDLES = "handles";
  private static final String SNOOZED = "snoozed";
  private static final Pattern WEBHOOK = Pattern.compile("(?!webhook-)[A-Za-z0-9_-]{1,100}");
  private static final Set<String> FIELDS =
      Set.of(
          "create",
          "createPriorities",
          "acknowledged",
          "declared",
          "severities",
          "notes",
          "responders",
          "comments",
          "downtimes",
          "webhook");

  static ChoicesBody of(Choices choices) {
    return new ChoicesBody(
        choices.creation().when().name().toLowerCase(Locale.ROOT),
        choices.creation().priorities().stream().sorted().toList(),
        choices.acknowledged(),
        choices.declared() ? ALWAYS : NEVER,
        new TreeMap<>(choices.severities()),
        choices.want(Extra.NOTES) ? TASKS : NEVER,
        choices.want(Extra.RESPONDERS) ? HANDLES : NEVER,
        choices.want(Extra.COMMENTS) ? ALWAYS : NEVER,
        choices.want(Extra.DOWNTIMES) ? SNOOZED : NEVER,
        choices.webhook());
  }

  /** What is chosen once a body has had its say. */
  static Choices read(@Nullable String body, Choices before) {
    var json = object(body);
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!FIELDS.contains(name)) {
            throw new Wrong(
                name, "is none of " + String.join(", ", FIELDS.stream().sorted().toList()));
          }
        });
    var create = word(json, "create", Set.of(NEVER, "by_priority", ALWAYS), of(before).create());
    var priorities =
        json.has("createPriorities")
            ? priorities(json.get("createPriorities"))
            : before.creation().priorities();
    var when = Creation.When.valueOf(create.toUpperCase(Locale.ROOT));
    if (when == Creation.When.BY_PRIORITY && priorities.isEmpty()) {
      throw new Wrong("createPriorities", "must name a priority if create is by_priority");
    }
    return new Choices(
        new Creation(when, priorities),
        word(
            json,
            "acknowledged",
            Set.of(Words.ACTIVE, Words.STABLE, Choices.BY_A_NOTE),
            before.acknowledged()),
        word(json, "declared", Set.of(ALWAYS, NEVER), of(before).declared()).equals(ALWAYS),
        json.has("severities") ? severities(json.get("severities")) : before.severities(),
        extras(json, before),
        json.has("webhook") ? webhook(json.get("webhook")) : before.webhook());
  }

  private static @Nullable String webhook(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (!node.isTextual() || !WEBHOOK.matcher(node.textValue()).matches()) {
      throw new Wrong(
          "webhook",
          "must be the name of a webhook in Datadog, without @webhook- before it, was " + node);
    }
    return node.textValue();
  }

  private static Set<Extra> extras(JsonNode json, Choices before) {
    var extras = EnumSet.noneOf(Extra.class);
    for (var extra : Extra.values()) {
      if (wants(json, extra, before)) {
        extras.add(extra);
      }
    }
    return extras;
  }

  private static boolean wants(JsonNode json, Extra extra, Choices before) {
    var usual = before.want(extra);
    return switch (extra) {
      case NOTES -> wants(json, "notes", TASKS, usual);
      case RESPONDERS -> wants(json, "responders", HANDLES, usual);
      case COMMENTS -> wants(json, "comments", ALWAYS, usual);
      case DOWNTIMES -> wants(json, "downtimes", SNOOZED, usual);
    };
  }

  private static boolean wants(JsonNode json, String field, String how, boolean before) {
    return word(json, field, Set.of(NEVER, how), before ? how : NEVER).equals(how);
  }

  private static JsonNode object(@Nullable String body) {
    try {
      var json = EventCodec.mapper().readTree(body == null ? "" : body);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new Wrong("body", "must be a JSON object: " + e.getOriginalMessage());
    }
    throw new Wrong("body", "must be a JSON object");
  }

  private static String word(JsonNode json, String field, Set<String> words, String before) {
    var node = json.get(field);
    if (node == null) {
      return before;
    }
    return Wanted.oneOf(field, words, node.isTextual() ? node.textValue() : node.toString())
        .orElse(before);
  }

  private static Set<Priority> priorities(JsonNode node) {
    if (!node.isArray()) {
      throw new Wrong("createPriorities", "must be a list of P1 to P5");
    }
    var priorities = EnumSet.noneOf(Priority.class);
    node.forEach(one -> priorities.add(priority("createPriorities", one)));
    return priorities;
  }

  private static Map<String, Priority> severities(JsonNode node) {
    if (!node.isObject()) {
      throw new Wrong("severities", "must say the priority of each severity, as in SEV-1: P1");
    }
    var severities = new TreeMap<String, Priority>();
    node.properties()
        .forEach(entry -> severities.put(entry.getKey(), priority("severities", entry.getValue())));
    return severities;
  }

  private static Priority priority(String field, JsonNode node) {
    for (var priority : Priority.values()) {
      if (priority.name().equals(node.asText())) {
        return priority;
      }
    }
    throw new Wrong(field, "must be P1 to P5, was " + node);
  }
}
