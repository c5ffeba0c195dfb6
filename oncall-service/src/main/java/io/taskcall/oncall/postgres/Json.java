package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.taskcall.codec.EventCodec;
import io.taskcall.oncall.domain.escalation.Policy;
import io.taskcall.oncall.domain.incident.Grouping;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.routing.Maintenance;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What is kept as JSON. */
final class Json {
  private static final Logger LOG = Logger.getLogger(Json.class);

  private static final JsonMapper DATA =
      EventCodec.mapper()
          .rebuild()
          .addModule(new Jdk8Module())
          .addModule(ScheduleJson.module())
          .addMixIn(Incident.class, ByStatus.class)
          .addMixIn(Grouping.class, ByKind.class)
          .addMixIn(Condition.class, ByCondition.class)
          .addMixIn(Maintenance.class, ByRepeat.class)
          .addMixIn(Policy.End.class, ByEnd.class)
          .build();

  /** Rows have the names of their columns. */
  private static final JsonMapper ROWS =
      DATA.rebuild().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Json() {}

  /** A row that is not what it should be: it will not become so by trying again. */
  static final class Unreadable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private Unreadable(Class<?> type, JsonProcessingException cause) {
      super("not a " + type.getSimpleName() + ": " + cause.getOriginalMessage(), cause);
    }
  }

  /** Rows read one by one: those that could be, and why the others could not, by their ids. */
  record Rows<T>(List<T> readable, Map<UUID, String> unreadable) {
    /** Reads rows that have their id in {@code id}, whatever else is in them. */
    static <T> Rows<T> of(List<String> rows, Function<String, T> read) {
      var readable = new ArrayList<T>();
      var unreadable = new LinkedHashMap<UUID, String>();
      for (var json : rows) {
        try {
          readable.add(read.apply(json));
        } catch (IllegalArgumentException | NullPointerException | DateTimeException problem) {
          unreadable.put(row(Identified.class, json).id(), String.valueOf(problem.getMessage()));
        }
      }
      return new Rows<>(readable, unreadable);
    }

    /** Those that could be read; the others are only logged. */
    List<T> logged() {
      unreadable.forEach((id, problem) -> LOG.errorf("%s cannot be read: %s", id, problem));
      return readable;
    }
  }

  private record Identified(UUID id) {}

  /** A value, to be kept in a column. */
  static JsonNode data(Object value) {
    return DATA.valueToTree(value);
  }

  /** Rows, or whatever else goes into a statement. PostgreSQL knows no NUL in a text. */
  static String rows(Object rows) {
    try {
      return ROWS.writeValueAsString(rows).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row must be writable", e);
    }
  }

  /** A row that a query made. */
  static <T> T row(Class<T> type, String json) {
    try {
      return ROWS.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new Unreadable(type, e);
    }
  }

  /** A value that was kept in a column. */
  static <T> T read(Class<T> type, JsonNode json) {
    try {
      return DATA.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new Unreadable(type, e);
    }
  }

  /** A value that was kept in a column. */
  static <T> T read(Class<T> type, String json) {
    try {
      return DATA.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new Unreadable(type, e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Incident.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Incident.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Incident.Resolved.class, name = "resolved"),
  })
  private interface ByStatus {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Grouping.PerAlert.class, name = "alert"),
    @JsonSubTypes.Type(value = Grouping.ByMonitor.class, name = "monitor"),
    @JsonSubTypes.Type(value = Grouping.ByTime.class, name = "time"),
  })
  private interface ByKind {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.TitleContains.class, name = "title_contains"),
    @JsonSubTypes.Type(value = Condition.Tagged.class, name = "tagged"),
    @JsonSubTypes.Type(value = Condition.OfPriority.class, name = "of_priority"),
    @JsonSubTypes.Type(value = Condition.From.class, name = "from"),
    @JsonSubTypes.Type(value = Condition.During.class, name = "during"),
  })
  private interface ByCondition {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "repeats")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Maintenance.Once.class, name = "never"),
    @JsonSubTypes.Type(value = Maintenance.Weekly.class, name = "weekly"),
  })
  private interface ByRepeat {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "does")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Policy.End.Resolve.class, name = "resolve"),
    @JsonSubTypes.Type(value = Policy.End.Ask.class, name = "ask"),
  })
  private interface ByEnd {}
}
