package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.Responder;
import io.taskcall.sync.domain.Mirror.Followed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What Datadog hears of an incident that is mirrored there, beside its fields. It only ever goes
 * this way.
 *
 * @param notes what people note
 * @param acknowledgements who took it on
 * @param responders who is asked to act on it
 */
public record Sharing(boolean notes, boolean acknowledgements, boolean responders) {
  /** Nothing. */
  public static final Sharing NOTHING = new Sharing(false, false, false);

  /** Longer notes are cut there; nobody says how much Datadog takes. */
  private static final int TEXT_MAX = 2_000;

  /** The same and what is to be shared of the event, unless the mirror has come to its end. */
  Followed with(Followed followed, IncidentEvent event) {
    if (followed.link().closed() || followed.link().mirrorsNone()) {
      return followed;
    }
    var wishes = new ArrayList<>(followed.wishes());
    said(event)
        .map(text -> new Wish.Note(event.id(), event.at(), cut(text)))
        .ifPresent(wishes::add);
    asked(event).ifPresent(wishes::add);
    return new Followed(followed.link(), wishes, followed.changes());
  }

  /** What a person says; rules say much that is for TaskCall's own timeline. */
  private Optional<String> said(IncidentEvent event) {
    if (!(event.by() instanceof Actor.Person person)) {
      return Optional.empty();
    }
    return switch (event) {
      case IncidentEvent.NoteAdded note when notes ->
          Optional.of(person.name() + ": " + note.note());
      case IncidentEvent.Acknowledged _ when acknowledgements ->
          Optional.of("Acknowledged by " + person.name());
      case IncidentEvent _ -> Optional.empty();
    };
  }

  /** Who is to be told: whoever is asked to act, whenever that may be somebody new. */
  private Optional<Wish> asked(IncidentEvent event) {
    var people = event.incident().responders();
    boolean news =
        event instanceof IncidentEvent.Triggered
            || event instanceof IncidentEvent.Acknowledged
            || event instanceof IncidentEvent.Escalated
            || event instanceof IncidentEvent.Reassigned
            || event instanceof IncidentEvent.RespondersAdded;
    return responders && news && !people.isEmpty()
        ? Optional.of(new Wish.Notify(ids(people)))
        : Optional.empty();
  }

  private static List<UUID> ids(List<Responder> people) {
    return people.stream().map(Responder::userId).distinct().toList();
  }

  private static String cut(String text) {
    var plain = text.strip();
    return plain.length() <= TEXT_MAX ? plain : plain.substring(0, TEXT_MAX - 1) + "…";
  }
}
