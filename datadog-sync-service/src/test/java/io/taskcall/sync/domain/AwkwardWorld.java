package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two sides of one incident, the mirror between them, and all that lies on the way: events that
 * arrive late, a Datadog whose clock is wrong, whose stamp moves for nothing, which fails before or
 * after it did as it was told, and which sometimes shows what was so a while ago.
 */
final class AwkwardWorld {
  /** What a request to Datadog comes to. */
  enum Luck {
    GOOD,
    FAILS,
    WORKS_AND_FAILS
  }

  private static final int ROUNDS_MAX = 100;

  final Mirror mirror = Choices.USUAL.mirror();
  private final Duration theirClock;
  private Instant now = Given.NOON;
  private int events;
  private int titles;

  private Status status = Status.OPEN;
  private Priority priority = Priority.P3;
  private String title = "Checkout errors";

  private final Map<Field, String> theirs = new EnumMap<>(Field.class);
  private Instant modified;
  private final ArrayDeque<DatadogIncident> before = new ArrayDeque<>();

  private final ArrayDeque<IncidentEvent> toSync = new ArrayDeque<>();
  private final ArrayDeque<DatadogChange> toOurs = new ArrayDeque<>();
  private Link link;
  private final Map<String, Wish> calls = new LinkedHashMap<>();

  int changes;
  int writes;
  final Map<Field, Set<String>> saidHere = new EnumMap<>(Field.class);
  final Map<Field, Set<String>> saidThere = new EnumMap<>(Field.class);
  final List<String> crossedBack = new ArrayList<>();
  final List<DatadogChange> told = new ArrayList<>();
  boolean reopened;

  AwkwardWorld(Duration theirClock) {
    this.theirClock = theirClock;
    theirs.put(Field.STATUS, "active");
    theirs.put(Field.PRIORITY, "SEV-3");
    theirs.put(Field.TITLE, title);
    modified = now.plus(theirClock);
    link = Link.of(snapshot(), Words.USUAL).orElseThrow();
    before.add(shown());
    for (var field : Field.values()) {
      saidHere.put(field, new HashSet<>());
      saidThere.put(field, new HashSet<>());
    }
  }

  private IncidentSnapshot snapshot() {
    return Given.incident(status, priority, Given.fromDatadog(), title);
  }

  void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  /** Somebody here changes something; no title is ever given twice. */
  void changeHere(Field field, String wanted) {
    var word = field == Field.TITLE ? wanted + " of ours " + ++titles : wanted;
    if ((status == Status.RESOLVED && field == Field.STATUS) || word.equals(here(field))) {
      return;
    }
    set(field, word);
    changes++;
    saidHere.get(field).add(word);
    say(Given.PERSON);
  }

  private void set(Field field, String word) {
    switch (field) {
      case STATUS -> status = Status.valueOf(word);
      case PRIORITY -> priority = Words.priority(word);
      case TITLE -> title = word;
    }
  }

  private void say(Actor by) {
    toSync.add(
        new IncidentEvent.NoteAdded(Ids.derive("test", ++events), now, by, snapshot(), "changed"));
  }

  String here(Field field) {
    return switch (field) {
      case STATUS -> Words.word(status);
      case PRIORITY -> Words.word(priority);
      case TITLE -> title;
    };
  }

  String there(Field field) {
    return theirs.get(field);
  }

  /** Somebody in Datadog changes something; no title is ever given twice. */
  void changeThere(Field field, String wanted) {
    var word = field == Field.TITLE ? wanted + " of theirs " + ++titles : wanted;
    if (!word.equals(theirs.put(field, word))) {
      changes++;
      saidThere.get(field).add(word);
      move();
    }
  }

  /** The stamp moves though nothing that we mirror did. */
  void move() {
    var stamp = now.plus(theirClock);
    modified = stamp.isAfter(modified) ? stamp : modified.plusNanos(1_000);
    before.add(shown());
  }

  private DatadogIncident shown() {
    return new DatadogIncident(
        Given.UUID_THERE,
        "1",
        theirs.get(Field.TITLE),
        theirs.get(Field.STATUS),
        theirs.get(Field.PRIORITY),
        Given.NOON,
        modified,
        "frog@datadoghq.com");
  }

  /** The mirror hears the next event of ours. */
  void hearHere() {
    if (!toSync.isEmpty()) {
      var followed = mirror.follow(Optional.of(link), toSync.remove()).orElseThrow();
      link = followed.link();
      followed.wishes().forEach(this::wish);
      tell(followed.changes());
    }
  }

  private void wish(Wish wish) {
    calls.put(purpose(wish), wish);
  }

  private static String purpose(Wish wish) {
    return wish instanceof Wish.Write write ? write.field().name() : "look";
  }

  /** We hear the next thing that the mirror tells us, twice if it comes twice. */
  void hearThere() {
    if (!toOurs.isEmpty()) {
      apply(toOurs.remove());
    }
  }

  /** As the incidents' own rules have it: what was judged knowing something else, is void. */
  private void apply(DatadogChange change) {
    switch (change) {
      case DatadogChange.StatusChanged changed -> {
        if (changed.from() == status && status != Status.RESOLVED) {
          become(Field.STATUS, Words.word(changed.status()));
        }
      }
      case DatadogChange.SeverityChanged changed -> {
        if (changed.from() != null && changed.from().equals(Words.word(priority))) {
          become(Field.PRIORITY, Words.word(changed.priority()));
        }
      }
      case DatadogChange.TitleChanged changed -> {
        if (changed.from().equals(title)) {
          become(Field.TITLE, changed.title());
        }
      }
      case DatadogChange.Reopened _ -> reopened = true;
      case DatadogChange.ConflictDecided _, DatadogChange.Linked _, DatadogChange.GivenUp _ -> {}
    }
  }

  private void become(Field field, String word) {
    if (!word.equals(here(field))) {
      set(field, word);
      say(Given.IN_DATADOG);
    }
  }

  private void tell(List<DatadogChange> news) {
    for (var change : news) {
      told.add(change);
      toOurs.add(change);
      check(change);
    }
  }

  /**
   * What we are told must have been said there. Of titles, that is: a word that can be changed away
   * and back between two looks may be put right by telling us our own word once more.
   */
  private void check(DatadogChange change) {
    if (change instanceof DatadogChange.TitleChanged changed
        && !saidThere.get(Field.TITLE).contains(changed.title())) {
      crossedBack.add("told " + changed.title());
    }
  }

  /** The mirror looks, and is perhaps shown what was so before. */
  void look(boolean stale) {
    observe(stale ? before.getFirst() : shown());
    while (before.size() > 3) {
      before.remove();
    }
  }

  private void observe(DatadogIncident seen) {
    var observed = mirror.observe(link, seen, now);
    link = observed.link();
    tell(observed.changes());
  }

  /** The mirror makes a call; {@code meanwhile} happens after it looked and before it writes. */
  void call(Luck luck, Runnable meanwhile) {
    if (calls.isEmpty()) {
      return;
    }
    var purpose = calls.keySet().iterator().next();
    var wish = calls.get(purpose);
    link = mirror.trying(link, wish);
    var call = new Call(Ids.derive("test", ++events), link, wish, now, now, 1, "");
    if (luck == Luck.FAILS) {
      return;
    }
    var seen = shown();
    switch (mirror.needFor(call, seen, now)) {
      case Mirror.Need.None _ -> {
        calls.remove(purpose, wish);
        observe(seen);
      }
      case Mirror.Need.Write(var write) -> {
        meanwhile.run();
        write(write);
        if (luck == Luck.GOOD) {
          calls.remove(purpose, wish);
          observe(seen);
          observe(shown());
        }
      }
    }
  }

  private void write(Wish.Write write) {
    writes++;
    var language = mirror.words().of(write.field(), "");
    if (saidHere.get(write.field()).stream()
        .noneMatch(said -> language.theirs(said).equals(write.word()))) {
      crossedBack.add("wrote " + write);
    }
    theirs.put(write.field(), write.word());
    move();
  }

  boolean isOver() {
    return link.closed();
  }

  /** Everything arrives, nothing fails any more, and nobody changes anything. */
  void settle() {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      pass(1);
      hearHere();
      hearThere();
      call(Luck.GOOD, () -> {});
      look(false);
    }
  }

  boolean isSettled() {
    return toSync.isEmpty() && toOurs.isEmpty() && calls.isEmpty();
  }

  boolean agrees(Field field) {
    return mirror.words().of(field, "").agree(here(field), there(field));
  }

  @Override
  public String toString() {
    return status + "/" + priority + "/" + title + " here, " + theirs + " there; " + link;
  }
}
