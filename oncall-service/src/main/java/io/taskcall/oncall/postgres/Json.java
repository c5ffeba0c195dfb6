package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.taskcall.codec.EventCodec;
import io.taskcall.oncall.domain.incident.Incident;

/** What is kept as JSON. */
final class Json {
  private static final JsonMapper DATA =
      EventCodec.mapper()
          .rebuild()
          .addModule(new Jdk8Module())
          .addModule(ScheduleJson.module())
          .addMixIn(Incident.class, ByStatus.class)
          .build();

  /** Rows have the names of their columns. */
  private static final JsonMapper ROWS =
      DATA.rebuild().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private Json() {}

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
      throw new IllegalStateException("not a " + type.getSimpleName() + ": " + json, e);
    }
  }

  /** A value that was kept in a column. */
  static <T> T read(Class<T> type, JsonNode json) {
    try {
      return DATA.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName() + ": " + json, e);
    }
  }

  /** A value that was kept in a column. */
  static <T> T read(Class<T> type, String json) {
    try {
      return DATA.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a " + type.getSimpleName() + ": " + json, e);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Incident.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Incident.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Incident.Resolved.class, name = "resolved"),
  })
  private interface ByStatus {}
}
