package io.taskcall.oncall.setup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot.Urgency;
import io.taskcall.contracts.Priority;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.routing.Condition;
import io.taskcall.oncall.domain.status.Audience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The file as it is written. It is strict about its own sections; the others are auth's. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SetupFile(
    @Nullable Organization organization,
    @Nullable List<PersonEntry> people,
    List<ScheduleEntry> schedules,
    List<TeamEntry> teams,
    List<PolicyEntry> policies,
    List<ServiceEntry> services,
    List<DashboardEntry> dashboards,
    List<HeartbeatEntry> heartbeats) {
  SetupFile {
    schedules = schedules == null ? List.of() : List.copyOf(schedules);
    teams = teams == null ? List.of() : List.copyOf(teams);
    policies = policies == null ? List.of() : List.copyOf(policies);
    services = services == null ? List.of() : List.copyOf(services);
    dashboards = dashboards == null ? List.of() : List.copyOf(dashboards);
    heartbeats = heartbeats == null ? List.of() : List.copyOf(heartbeats);
  }

  record Organization(@Nullable String key, @Nullable String name) {}

  /** Whose it is. */
  UUID organizationId() {
    var key = organization == null ? null : organization.key();
    return Ids.derive("organization", Mistake.needed("organization.key", key));
  }

  /** Somebody whom auth sets up; here only to see whom the file can mean. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PersonEntry(@Nullable String email) {}

  /**
   * People who are asked together, by their e-mail addresses.
   *
   * @param managers who may change the team, whatever their role
   */
  record TeamEntry(
      @Nullable String key,
      @Nullable String name,
      @Nullable List<String> members,
      @Nullable List<String> managers) {}

  record PolicyEntry(
      @Nullable String key,
      @Nullable String name,
      @Nullable Integer repeat,
      @Nullable List<LevelEntry> levels,
      @Nullable EndEntry end) {}

  /** What happens when nobody answers to the end: {@code {resolve: true}}, or who is asked then. */
  record EndEntry(
      @Nullable Boolean resolve, @Nullable List<String> people, @Nullable List<String> teams) {}

  record LevelEntry(
      @JsonProperty("wait") @Nullable Duration patience,
      @Nullable List<String> schedules,
      @Nullable List<String> people,
      @Nullable List<String> teams,
      @Nullable Boolean roundRobin) {}

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

  /** How services do, by their keys; all business services if it names none. */
  record DashboardEntry(
      @Nullable String key,
      @Nullable String name,
      @Nullable Audience audience,
      @Nullable List<String> services,
      @Nullable ZoneId zone,
      @Nullable Boolean titles,
      @Nullable Boolean graph) {}

  /** What has to call every so often, else a service has an alert. */
  record HeartbeatEntry(
      @Nullable String key,
      @Nullable String name,
      @Nullable String service,
      @Nullable Duration every) {}

  record RuleEntry(@Nullable String name, @Nullable WhenEntry when, @Nullable ThenEntry then) {}

  /** All that is named has to be so. */
  record WhenEntry(
      @Nullable String titleContains,
      @Nullable List<String> tags,
      @Nullable Set<Priority> priorities,
      Condition.@Nullable Tool tool,
      @Nullable HoursEntry during) {}

  record HoursEntry(
      @Nullable ZoneId zone,
      @Nullable List<String> days,
      @Nullable LocalTime from,
      @Nullable LocalTime to) {}

  record ThenEntry(
      @Nullable Urgency urgency,
      @Nullable Priority priority,
      @Nullable String policy,
      @Nullable Boolean suppress) {}

  /** Which alerts share an incident: {@code {by: monitor}} or {@code {by: time, window: PT10M}}. */
  record GroupingEntry(@Nullable GroupingKind by, @Nullable Duration window) {}

  /** What alerts that share an incident have in common. */
  enum GroupingKind {
    ALERT,
    MONITOR,
    TIME
  }

  static SetupFile read(Path file) {
    try {
      return Yaml.read(Yaml.tree(Files.readString(file)), SetupFile.class);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot use the setup file " + file + ": " + e.getMessage(), e);
    }
  }
}
