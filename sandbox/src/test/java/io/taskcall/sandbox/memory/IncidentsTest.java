package io.taskcall.sandbox.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.sandbox.domain.incident.Field;
import io.taskcall.sandbox.domain.incident.Incident;
import io.taskcall.sandbox.domain.incident.IncidentChange;
import io.taskcall.sandbox.domain.incident.IncidentQuery;
import io.taskcall.sandbox.domain.incident.Person;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final IncidentQuery EVERYTHING = IncidentQuery.parse("");

  private final Incidents incidents = new Incidents();

  @Test
  void search_sees_an_incident_from_the_instant_it_was_declared() {
    declare("One");
    assertThat(incidents.search(EVERYTHING, NOON.minusMillis(1))).isEmpty();
    assertThat(incidents.search(EVERYTHING, NOON)).hasSize(1);
  }

  @Test
  void search_sees_the_state_of_its_own_time() {
    var id = declare("One").id();
    incidents.change(id, state("stable"), Person.DANA, NOON.plusSeconds(10));
    assertThat(incidents.search(EVERYTHING, NOON.plusSeconds(9)))
        .extracting(Incident::state)
        .containsExactly("active");
    assertThat(incidents.search(EVERYTHING, NOON.plusSeconds(10)))
        .extracting(Incident::state)
        .containsExactly("stable");
  }

  @Test
  void incident_with_very_many_changes_is_still_found_as_of_before_them() {
    var id = declare("Busy").id();
    for (var i = 1; i <= 20; i++) {
      incidents.change(id, state("stable"), Person.DANA, NOON.plusSeconds(i));
    }
    assertThat(incidents.search(EVERYTHING, NOON)).hasSize(1);
  }

  @Test
  void list_ascends_and_newest_descends() {
    declare("One");
    declare("Two");
    declare("Three");
    assertThat(incidents.list(1, 10)).extracting(Incident::title).containsExactly("Two", "Three");
    assertThat(incidents.newest(2)).extracting(Incident::title).containsExactly("Three", "Two");
  }

  private Incident declare(String title) {
    return incidents.declare(new IncidentChange(title, false, Map.of(), null), Person.DANA, NOON);
  }

  private static IncidentChange state(String state) {
    return new IncidentChange(null, null, Map.of("state", Field.dropdown(state)), null);
  }
}
