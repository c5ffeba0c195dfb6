package io.taskcall.oncall.setup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.impact.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file as it is written. It is strict about its own sections; the others are auth's. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SetupFile(
    Organization organization,
    @Nullable List<PersonEntry> people,
    List<ScheduleEntry> schedules,
    List<PolicyEntry> policies,
    List<ServiceEntry> services) {
  SetupFile {
    schedules = schedules == null ? List.of() : List.copyOf(schedules);
    policies = policies == null ? List.of() : List.copyOf(policies);
    services = services == null ? List.of() : List.copyOf(services);
  }

  record Organization(String key, @Nullable String name) {}

  /** Somebody whom auth sets up; here only to see whom the file can mean. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PersonEntry(@Nullable String email) {}

  record PolicyEntry(String key, @Nullable String name, int repeat, List<LevelEntry> levels) {}

  record LevelEntry(
      @JsonProperty("wait") Duration patience,
      @Nullable List<String> schedules,
      @Nullable List<String> people) {}

  record ServiceEntry(
      String key,
      String name,
      @Nullable String policy,
      @Nullable String description,
      @Nullable Duration ackTimeout,
      @Nullable GroupingEntry grouping,
      @Nullable List<RuleEntry> rules,
      @Nullable Kind kind,
      @Nullable List<String> dependsOn) {}

  record RuleEntry(String name, @Nullable WhenEntry when, ThenEntry then) {}

  /** All that is named has to be so. */
  record WhenEntry(
      @Nullable String titleContains,
      @Nullable List<String> tags,
      @Nullable Set<Priority> priorities,
      @Nullable String tool,
      @Nullable HoursEntry during) {}

  record HoursEntry(ZoneId zone, List<String> days, LocalTime from, LocalTime to) {}

  record ThenEntry(
      @Nullable Urgency urgency,
      @Nullable Priority priority,
      @Nullable String policy,
      boolean suppress) {}

  /** Which alerts share an incident: {@code {by: monitor}} or {@code {by: time, window: PT10M}}. */
  record GroupingEntry(GroupingKind by, @Nullable Duration window) {}

  enum GroupingKind {
    ALERT,
    MONITOR,
    TIME;

    @com.fasterxml.jackson.annotation.JsonCreator
    static GroupingKind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  static SetupFile read(Path file) {
    var mapper =
        JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE)
            .build();
    try {
      return mapper.readValue(file.toFile(), SetupFile.class);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot use the setup file " + file + ": " + e.getMessage(), e);
    }
  }
}
