package io.taskcall.sync.domain;

import static io.taskcall.sync.domain.Given.NOON;
import static io.taskcall.sync.domain.Given.incident;
import static io.taskcall.sync.domain.Given.link;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Responder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharingTest {
  private static final Responder ANA = new Responder(Ids.derive("test", "ana"), "Ana Silva");

  private static Choices choices(String acknowledged, Extra... extras) {
    return new Choices(
        Creation.NEVER, acknowledged, true, Severities.USUAL.priorities(), Set.of(extras), null);
  }

  private static List<Wish> wishes(Choices choices, IncidentEvent event) {
    return choices.mirror().follow(Optional.of(link(Status.OPEN)), event).orElseThrow().wishes();
  }

  private static IncidentEvent noted(Actor by, String text) {
    return new IncidentEvent.NoteAdded(
        Ids.derive("test", "noted", text), NOON, by, incident(Status.OPEN), text);
  }

  private static IncidentEvent acknowledged(Actor by) {
    return new IncidentEvent.Acknowledged(
        Ids.derive("test", "taken"), NOON, by, asked(Status.ACKNOWLEDGED));
  }

  private static IncidentSnapshot asked(Status status) {
    var bare = incident(status);
    return new IncidentSnapshot(
        bare.id(),
        bare.number(),
        bare.organizationId(),
        bare.service(),
        bare.title(),
        bare.status(),
        bare.urgency(),
        bare.priority(),
        bare.openedAt(),
        null,
        null,
        null,
        1,
        1,
        List.of(ANA, ANA),
        bare.source(),
        false);
  }

  @Test
  void nothing_but_fields_crosses_unless_asked() {
    assertThat(wishes(Choices.USUAL, noted(Given.PERSON, "rolled back"))).isEmpty();
    assertThat(wishes(Choices.USUAL, acknowledged(Given.PERSON))).isEmpty();
  }

  @Test
  void what_a_person_notes_crosses_where_asked_and_says_who() {
    var event = noted(Given.PERSON, "rolled back");
    assertThat(wishes(choices(Words.ACTIVE, Extra.NOTES), event))
        .containsExactly(new Wish.Note(event.id(), NOON, "Ana Silva: rolled back"));
  }

  @Test
  void what_rules_and_datadog_note_does_not_cross() {
    var choices = choices(Words.ACTIVE, Extra.NOTES);
    assertThat(wishes(choices, noted(new Actor.Rule("escalation"), "nobody answers"))).isEmpty();
    assertThat(wishes(choices, noted(Given.IN_DATADOG, "from there"))).isEmpty();
  }

  @Test
  void a_note_is_cut_at_a_length_and_marked_beside_it() {
    var event = noted(Given.PERSON, "x".repeat(9_000));
    var note = (Wish.Note) wishes(choices(Words.ACTIVE, Extra.NOTES), event).getFirst();
    assertThat(note.text()).hasSize(2_000).endsWith("…");
    assertThat(note.mark()).contains(event.id().toString().substring(0, 13));
  }

  @Test
  void two_notes_are_two_calls_and_two_fields_of_the_same_purpose_are_one() {
    var one = new Wish.Note(Ids.derive("test", 1), NOON, "same words");
    var other = new Wish.Note(Ids.derive("test", 2), NOON, "same words");
    assertThat(one.part()).isNotEqualTo(other.part());
    assertThat(one.mark()).isNotEqualTo(other.mark());
    assertThat(new Wish.Look().part()).isEmpty();
  }

  @Test
  void who_took_it_on_is_noted_where_an_organization_shows_it_so_and_the_state_stays_active() {
    var wishes = wishes(choices(Choices.BY_A_NOTE), acknowledged(Given.PERSON));
    assertThat(wishes)
        .filteredOn(Wish.Note.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            Wish.Note.class,
            note -> assertThat(note.text()).isEqualTo("Acknowledged by Ana Silva"));
    assertThat(wishes(choices(Choices.BY_A_NOTE), acknowledged(Given.IN_DATADOG)))
        .as("nobody here took it on")
        .noneMatch(Wish.Note.class::isInstance);
  }

  @Test
  void whoever_is_asked_to_act_is_named_once_where_asked() {
    assertThat(wishes(choices(Words.ACTIVE, Extra.RESPONDERS), acknowledged(Given.PERSON)))
        .contains(new Wish.Notify(List.of(ANA.userId())));
    assertThat(wishes(choices(Words.ACTIVE, Extra.RESPONDERS), noted(Given.PERSON, "nobody new")))
        .isEmpty();
  }

  @Test
  void an_incident_that_goes_on_as_another_says_nothing_more() {
    var over = link(Status.RESOLVED).ended();
    var mirror = choices(Words.ACTIVE, Extra.NOTES, Extra.RESPONDERS).mirror();
    assertThat(mirror.follow(Optional.of(over), noted(Given.PERSON, "late")).orElseThrow().wishes())
        .isEmpty();
  }

  @Test
  void an_incident_of_a_monitor_begins_with_its_responders_there() {
    var creation = new Creation(Creation.When.ALWAYS, Set.of(Priority.P3));
    var mirror = new Mirror(Words.USUAL, creation, new Sharing(false, false, true));
    var bare = asked(Status.OPEN);
    assertThat(bare.responders()).isNotEmpty();
    var event = new IncidentEvent.Triggered(Ids.derive("test", "begun"), NOON, Given.PERSON, bare);
    assertThat(mirror.follow(Optional.empty(), event).orElseThrow().wishes())
        .contains(new Wish.Notify(List.of(ANA.userId())));
  }

  @Test
  void whom_people_there_have_asked_to_be_notified_stays() {
    var channel = new Handle("Slack", "@slack-incidents");
    var ana = Handle.of("Ana Silva", "ana@demo.example");
    var seen =
        new DatadogIncident(
            Given.UUID_THERE, "1", "t", "active", null, NOON, NOON, null, List.of(channel));
    assertThat(seen.missing(List.of(ana))).containsExactly(ana);
    var both =
        new DatadogIncident(
            Given.UUID_THERE,
            "1",
            "t",
            "active",
            null,
            NOON,
            NOON,
            null,
            List.of(channel, new Handle(null, "@Ana@demo.example")));
    assertThat(both.missing(List.of(ana))).isEmpty();
  }
}
