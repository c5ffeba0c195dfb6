package io.taskcall.bench.faults;

import io.taskcall.bench.BothSides;
import io.taskcall.bench.faults.Mirrored.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Those who change incidents on both sides, and wait until what they did has crossed. */
final class People {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Map<String, String> STATES =
      Map.of("open", "active", "acknowledged", "stable", "resolved", "resolved");
  private static final int PRIORITIES = 5;
  private static final int ONE_IN = 4;

  private final BothSides sides;
  private final String run;
  private final Random random = new Random(5);
  private final List<Mirrored> pairs = new ArrayList<>();
  private int changes;

  private People(BothSides sides, String run) {
    this.sides = sides;
    this.run = run;
  }

  /** Declares incidents in Datadog and waits until TaskCall has them. */
  static People begin(BothSides sides, int incidents) throws InterruptedException {
    var run = "mirror " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    var people = new People(sides, run);
    var there = new HashMap<String, String>();
    for (int i = 0; i < incidents; i++) {
      var title = "%s #%d".formatted(run, i);
      there.put(title, sides.declare(title, "SEV-3"));
    }
    if (!Wait.until(PATIENCE, () -> people.known().size() == incidents)) {
      throw new IllegalStateException("what was declared in Datadog is not here");
    }
    for (var told : people.known()) {
      people.pairs.add(new Mirrored(told.id(), String.valueOf(there.get(told.title()))));
    }
    return people;
  }

  private List<BothSides.Told> known() {
    return sides.here().stream().filter(told -> told.title().startsWith(run)).toList();
  }

  List<Mirrored> pairs() {
    return pairs;
  }

  /** How many changes they have made. */
  int changes() {
    return changes;
  }

  /** Changes every incident; false if both sides do not become equal. */
  boolean change(int round) throws InterruptedException {
    var now = here();
    for (int i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      var side = (i + round / ONE_IN) % 2 == 0 ? Side.HERE : Side.THERE;
      var told = now.computeIfAbsent(pair.here(), sides::here);
      switch (round % ONE_IN) {
        case 0 -> retitle(pair, side, true);
        case 1 -> prioritize(pair, side, another(told.priority()), true);
        case 2 -> changeStatus(pair, side, told.status());
        case 3 -> contest(pair, side);
        default -> throw new IllegalStateException("there are no other rounds");
      }
    }
    long begun = System.nanoTime();
    boolean equal = awaitEqual();
    System.out.printf(
        "  round %d: %d changes by now, equal after %.1f s%n",
        round + 1, changes, (System.nanoTime() - begun) / 1e9);
    return equal;
  }

  private void contest(Mirrored pair, Side first) {
    for (var side : List.of(first, first == Side.HERE ? Side.THERE : Side.HERE)) {
      retitle(pair, side, false);
      prioritize(pair, side, "P" + (1 + random.nextInt(PRIORITIES)), false);
    }
    pair.mayBeContested("title");
    pair.mayBeContested("priority");
  }

  private void retitle(Mirrored pair, Side side, boolean alone) {
    var title = "%s (change %d)".formatted(run, ++changes);
    change(pair, side, Map.of("title", title), Map.of("title", title));
    pair.titled(title, side);
    note(pair, "title_changed", side, alone || side == Side.HERE);
  }

  private void prioritize(Mirrored pair, Side side, String priority, boolean alone) {
    changes++;
    change(pair, side, Map.of("priority", priority), Map.of("severity", severity(priority)));
    note(pair, "priority_changed", side, alone);
  }

  private static void note(Mirrored pair, String what, Side side, boolean certain) {
    if (certain) {
      pair.did(what, side);
    } else {
      pair.mayHaveDone(what, side);
    }
  }

  /** Who acknowledged may do so on either side; only Datadog says that nobody does any more. */
  private void changeStatus(Mirrored pair, Side side, String status) {
    changes++;
    if (status.equals("acknowledged")) {
      sides.changeThere(pair.there(), Map.of("state", "active"));
      pair.did("unacknowledged", Side.THERE);
    } else if (side == Side.HERE) {
      sides.acknowledge(pair.here());
      pair.did("acknowledged", Side.HERE);
    } else {
      sides.changeThere(pair.there(), Map.of("state", "stable"));
      pair.did("acknowledged", Side.THERE);
    }
  }

  private void change(
      Mirrored pair, Side side, Map<String, String> here, Map<String, String> there) {
    switch (side) {
      case HERE -> sides.changeHere(pair.here(), here);
      case THERE -> sides.changeThere(pair.there(), there);
    }
  }

  /** Resolves all, half of them on each side, and opens some again in Datadog; false in vain. */
  boolean endAll() throws InterruptedException {
    for (int i = 0; i < pairs.size(); i++) {
      var pair = pairs.get(i);
      changes++;
      if (i % 2 == 0) {
        sides.resolve(pair.here());
        pair.did("resolved", Side.HERE);
      } else {
        sides.changeThere(pair.there(), Map.of("state", "resolved"));
        pair.did("resolved", Side.THERE);
      }
    }
    return awaitEqual() && goOn();
  }

  private boolean goOn() throws InterruptedException {
    var again = new ArrayList<Mirrored>();
    for (int i = 0; i < pairs.size(); i += ONE_IN) {
      changes++;
      sides.changeThere(pairs.get(i).there(), Map.of("state", "active"));
      again.add(pairs.get(i));
    }
    if (!Wait.until(PATIENCE, () -> known().size() == again.size())) {
      return false;
    }
    for (var pair : again) {
      changes++;
      sides.changeThere(pair.there(), Map.of("state", "resolved"));
    }
    return Wait.until(PATIENCE, () -> known().isEmpty());
  }

  boolean awaitEqual() throws InterruptedException {
    return Wait.until(PATIENCE, this::areEqual);
  }

  boolean areEqual() {
    var here = here();
    var there = sides.there();
    return pairs.stream()
        .allMatch(pair -> {
          var ours = here.computeIfAbsent(pair.here(), sides::here);
          var theirs = there.get(pair.there());
          return theirs != null
              && theirs.title().equals(ours.title())
              && theirs.priority().equals(severity(ours.priority()))
              && theirs.status().equals(STATES.get(ours.status()));
        });
  }

  private Map<String, BothSides.Told> here() {
    var here = new HashMap<String, BothSides.Told>();
    sides.here().forEach(told -> here.put(told.id(), told));
    return here;
  }

  boolean awaitNoCalls() throws InterruptedException {
    return Wait.until(PATIENCE, this::noCallsWait);
  }

  boolean noCallsWait() {
    return sides.isQuiet();
  }

  private String another(String priority) {
    int now = priority.startsWith("P") ? priority.charAt(1) - '0' : 1;
    return "P" + (1 + (now + random.nextInt(PRIORITIES - 1)) % PRIORITIES);
  }

  private static String severity(String priority) {
    return "SEV-" + priority.substring(1);
  }
}
