package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the mirror: a change crosses once and never back. What happens to each field is
 * {@link Twin}'s to say; this puts the fields of an incident together.
 */
public record Mirror(Words words, Creation creation, Sharing sharing) {
  /** The rules of a mirror of nothing but fields. */
  Mirror(Words words, Creation creation) {
    this(words, creation, Sharing.NOTHING);
  }

  /**
   * What an event of one of our incidents asks for.
   *
   * @param known the incident's link, if we have met it before
   * @return empty if the incident came from no Datadog incident
   */
  public Optional<Followed> follow(Optional<Link> known, IncidentEvent event) {
    return followFields(known, event).map(followed -> sharing.with(followed, event));
  }

  private Optional<Followed> followFields(Optional<Link> known, IncidentEvent event) {
    var mirrored = known.filter(link -> !link.mirrorsNone());
    if (mirrored.isPresent()) {
      var link = mirrored.get();
      return Optional.of(
          link.closed() ? new Followed(link, List.of(), List.of()) : hear(link, event));
    }
    return Link.of(event.incident(), words)
        .map(link -> hear(link, event).andLook())
        .or(() ->
            creation
                .begin(event.incident(), words)
                .map(begun -> hear(begun.link(), event).and(begun.wish())));
  }

  private Followed hear(Link link, IncidentEvent event) {
    var next = link;
    var wishes = new ArrayList<Wish>();
    var changes = new ArrayList<DatadogChange>();
    for (var field : Field.values()) {
      var said = new Said(word(field, event.incident()), event.at(), author(event, field));
      var twin = next.twin(field).orElseGet(() -> Twin.both(said.word(), event.at()));
      var step = twin.hear(said, words.of(field, link.mark()));
      next = next.with(field, step.next());
      var crossing = new Crossing(next, field, null);
      changes.addAll(crossing.news(step));
      next = crossing.after(step);
      wishOf(field, step.move()).ifPresent(wishes::add);
    }
    return new Followed(next, wishes, changes);
  }

  private static Optional<Wish> wishOf(Field field, Twin.@Nullable Move move) {
    return switch (move) {
      case null -> Optional.empty();
      case Twin.Move.Look _ -> Optional.of(new Wish.Look());
      case Twin.Move.Write write -> Optional.of(new Wish.Write(field, write.word()));
      case Twin.Move.Tell _ -> Optional.empty();
    };
  }

  private static String word(Field field, IncidentSnapshot incident) {
    return switch (field) {
      case STATUS -> Words.word(incident.status());
      case PRIORITY -> Words.word(incident.priority());
      case TITLE -> incident.title();
    };
  }

  /** What an alert says that stands for the Datadog incident itself, Datadog says. */
  private static Author author(IncidentEvent event, Field field) {
    return switch (event.by()) {
      case Actor.Person _ -> Author.PERSON;
      case Actor.Rule _ -> Author.MACHINE;
      // How important a monitor is, nobody said about the incident there.
      case Actor.Datadog datadog ->
          Errands.isMonitor(datadog.user()) ? Author.MACHINE : Author.MIRROR;
      case Actor.Alert alert -> {
        var source = event.incident().source();
        boolean datadogs =
            source != null
                && source.origin() instanceof Origin.DatadogIncident
                && source.fingerprint().equals(alert.fingerprint());
        // How important it is that begins, a rule of its service may have decided already.
        boolean ruled = event instanceof IncidentEvent.Triggered && field != Field.STATUS;
        yield datadogs && !ruled ? Author.MIRROR : Author.MACHINE;
      }
    };
  }

  /** Whether Datadog has to be told, given what it shows before it is told. */
  public Need needFor(Call call, DatadogIncident seen, Instant now) {
    return switch (call.wish()) {
      case Wish.Look _ -> new Need.None(new Fate.Done("seen " + seen.state()));
      case Wish.Create _ -> new Need.None(new Fate.Done("there already"));
      case Wish.Note _, Wish.Notify _, Wish.Errand _ ->
          new Need.None(new Fate.Done("no field to change"));
      case Wish.Write write -> needFor(call.link(), write, seen, now);
    };
  }

  private Need needFor(Link link, Wish.Write write, DatadogIncident seen, Instant now) {
    var twin = link.twin(write.field()).orElse(null);
    if (link.closed() || twin == null || !write.word().equals(twin.wished())) {
      return new Need.None(new Fate.Superseded("nobody wants it any more"));
    }
    var language = words.of(write.field(), link.mark());
    var said = seen.said(write.field(), now);
    var word = said.map(Said::word).orElse("");
    if (language.agree(twin.expected(), word)) {
      return new Need.None(new Fate.Done("already " + word));
    }
    var next = said.map(there -> twin.see(there, language).next()).orElse(twin);
    return next.wished() == null
        ? new Need.None(new Fate.Superseded("changed in Datadog at " + seen.modified()))
        : new Need.Write(write);
  }

  /** The link of a call that may write from now on, whatever becomes of us meanwhile. */
  public Link trying(Link link, Wish wish) {
    return wish instanceof Wish.Write write
        ? link.twin(write.field())
            .map(twin -> link.with(write.field(), twin.trying(write.word())))
            .orElse(link)
        : link;
  }

  /** The link of a call that somebody has thrown away. */
  public Link discarded(Link link, Wish wish) {
    return wish instanceof Wish.Write write
        ? link.twin(write.field())
            .filter(twin -> write.word().equals(twin.wished()))
            .map(twin -> link.with(write.field(), twin.discarded()))
            .orElse(link)
        : link;
  }

  /**
   * What is new to us about an incident that Datadog shows. What we wished for ourselves, or have
   * already, is not.
   */
  public Observed observe(Link link, DatadogIncident seen, Instant now) {
    if (link.closed() || link.isNewerThan(seen)) {
      return new Observed(link, List.of());
    }
    var next = link.seenAt(seen.modified());
    var changes = new ArrayList<DatadogChange>();
    for (var field : Field.values()) {
      var said = seen.said(field, now);
      var twin = next.twin(field);
      if (said.isPresent() && twin.isPresent() && !next.closed()) {
        var step = twin.get().see(said.get(), words.of(field, link.mark()));
        next = next.with(field, step.next());
        var crossing = new Crossing(next, field, seen);
        changes.addAll(crossing.news(step));
        next = crossing.after(step);
      }
    }
    return new Observed(next, changes);
  }

  /** The incident that we wanted in Datadog is there; what was changed meanwhile, crosses now. */
  public Observed linked(Link link, DatadogIncident there, Instant now) {
    var linked = link.to(there.uuid());
    var observed = observe(linked, there, now);
    var changes = new ArrayList<DatadogChange>();
    var number = there.publicId() == null ? there.uuid() : there.publicId();
    changes.add(
        new DatadogChange.Linked(
            Ids.derive("datadog-linked", link.incidentId(), there.uuid()),
            there.created() == null ? now : there.created(),
            linked.ref(),
            null,
            number,
            null));
    changes.addAll(observed.changes());
    return new Observed(observed.link(), changes);
  }

  /** A call that nobody makes any more. */
  public DatadogChange givenUp(Link link, Call call, String reason, Instant now) {
    return new DatadogChange.GivenUp(
        Ids.derive("datadog-given-up", call.id(), call.attempt(), call.firstDue()),
        now,
        link.ref(),
        null,
        call.wish().inWords(),
        reason);
  }

  /**
   * The link as it is now.
   *
   * @param wishes what we want of Datadog
   * @param changes what others should hear
   */
  public record Followed(Link link, List<Wish> wishes, List<DatadogChange> changes) {
    public Followed {
      wishes = List.copyOf(wishes);
      changes = List.copyOf(changes);
    }

    /**
     * The webhook that began it may not have said all, and others may have come before the link. A
     * call that may write looks as well.
     */
    private Followed andLook() {
      return wishes.isEmpty() ? and(new Wish.Look()) : this;
    }

    private Followed and(Wish wish) {
      var more = new ArrayList<>(wishes);
      more.add(wish);
      return new Followed(link, more, changes);
    }
  }

  /** The link as it is now, and what others should hear. */
  public record Observed(Link link, List<DatadogChange> changes) {
    public Observed {
      changes = List.copyOf(changes);
    }
  }

  /** Whether a wish needs a write. */
  public sealed interface Need {
    /** Datadog has to be told. */
    record Write(Wish.Write wish) implements Need {}

    /** It has not, and this is what becomes of the call. */
    record None(Fate fate) implements Need {}
  }
}
