package io.taskcall.sandbox.domain.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IncidentTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Incident INCIDENT =
      Incident.declared(
          UUID.fromString("a6250371-3453-5a56-b302-93500bfb7e41"),
          7,
          new IncidentChange("Checkout is down", true, Map.of(), null),
          Person.DANA,
          NOON);

  @Test
  void modified_moves_even_when_the_clock_does_not() {
    var once = INCIDENT.changed(state("stable"), Person.INTEGRATION, NOON);
    var twice = once.changed(state("stable"), Person.INTEGRATION, NOON.minusSeconds(5));
    assertThat(List.of(once.history().modified(), twice.history().modified()))
        .containsExactly(NOON.plusNanos(1_000), NOON.plusNanos(2_000));
    assertThat(twice.history().modifiedBy()).isEqualTo(Person.INTEGRATION);
    assertThat(twice.history().createdBy()).isEqualTo(Person.DANA);
  }

  @Test
  void reopened_incident_is_not_resolved_any_more() {
    var resolved = INCIDENT.changed(state("resolved"), Person.DANA, NOON.plusSeconds(1));
    assertThat(resolved.history().resolved()).isEqualTo(NOON.plusSeconds(1));
    assertThat(resolved.changed(state("active"), Person.DANA, NOON).history().resolved()).isNull();
  }

  @Test
  void commander_can_be_set_and_taken_away() {
    var led = INCIDENT.changed(commander(Person.INTEGRATION), Person.DANA, NOON);
    assertThat(led.commander()).isEqualTo(Person.INTEGRATION);
    assertThat(led.changed(state("stable"), Person.DANA, NOON).commander())
        .isEqualTo(Person.INTEGRATION);
    assertThat(led.changed(commander(null), Person.DANA, NOON).commander()).isNull();
  }

  @Test
  void only_known_states_severities_and_types_are_taken() {
    assertThat(state("stable").problem()).isEmpty();
    assertThat(state("acknowledged").problem()).isPresent();
    assertThat(field("severity", Field.dropdown("SEV-9")).problem()).isPresent();
    assertThat(field("teams", new Field("autocomplete", List.of("shop"))).problem()).isEmpty();
    assertThat(field("teams", new Field("autocomplete", "shop")).problem()).isPresent();
    assertThat(field("summary", new Field("novel", "once")).problem()).isPresent();
  }

  @Test
  void only_changes_of_state_and_severity_are_announced() {
    var retitled =
        INCIDENT.changed(new IncidentChange("New", null, Map.of(), null), Person.DANA, NOON);
    assertThat(IncidentNotice.changed(INCIDENT, retitled)).isEmpty();
    var stable = INCIDENT.changed(state("stable"), Person.DANA, NOON);
    assertThat(IncidentNotice.changed(INCIDENT, stable))
        .hasValueSatisfying(notice ->
            assertThat(notice.message()).isEqualTo("State changed from active to stable."));
  }

  @Test
  void search_understands_states_alternatives_and_words() {
    assertThat(IncidentQuery.parse("state:active AND severity:(SEV-1 OR UNKNOWN)"))
        .accepts(INCIDENT);
    assertThat(IncidentQuery.parse("checkout")).accepts(INCIDENT);
    assertThat(IncidentQuery.parse("title:\"Checkout is\"")).accepts(INCIDENT);
    assertThat(IncidentQuery.parse("public_id:7")).accepts(INCIDENT);
    assertThat(IncidentQuery.parse("state:resolved")).rejects(INCIDENT);
    assertThat(IncidentQuery.parse("customers:many")).rejects(INCIDENT);
  }

  private static IncidentChange state(String state) {
    return field("state", Field.dropdown(state));
  }

  private static IncidentChange field(String name, Field field) {
    return new IncidentChange(null, null, Map.of(name, field), null);
  }

  private static IncidentChange commander(Person person) {
    return new IncidentChange(null, null, Map.of(), new IncidentChange.Command(person));
  }
}
