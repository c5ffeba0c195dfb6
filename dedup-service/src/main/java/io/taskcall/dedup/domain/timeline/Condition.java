package io.taskcall.dedup.domain.timeline;

import java.time.Instant;

/** The condition that an alert is in after all that was observed of it, in order. */
public sealed interface Condition {
  /** Nothing was observed yet. */
  Condition UNHEARD = new Quiet(0, Openings.NONE);

  /** The condition after one more observation, which is newer than all before. */
  Condition after(Observation next, Flap flap);

  /** The condition at {@code now} if nothing more is observed until then. */
  Condition at(Instant now, Flap flap);

  /** How often it was observed firing since it was last quiet. */
  int count();

  /**
   * It does not fire.
   *
   * @param ignored recoveries observed though it had recovered already
   */
  record Quiet(int ignored, Openings openings) implements Condition {
    @Override
    public Condition after(Observation next, Flap flap) {
      return switch (next) {
        case Observation.Fired fired -> open(fired, flap);
        case Observation.Acknowledged _ -> this;
        case Observation.Recovered _ -> new Quiet(ignored + 1, openings);
      };
    }

    @Override
    public Condition at(Instant now, Flap flap) {
      return this;
    }

    @Override
    public int count() {
      return 0;
    }

    private Condition open(Observation.Fired fired, Flap flap) {
      var at = fired.place().at();
      var opened = openings.and(at, flap);
      var stretch = Stretch.startedBy(fired);
      return opened.flapping(flap)
          ? new Flapping(stretch, true, at, opened.times().size())
          : new Firing(stretch, opened);
    }
  }

  /** It fires. */
  record Firing(Stretch stretch, Openings openings) implements Condition {
    @Override
    public Condition after(Observation next, Flap flap) {
      return switch (next) {
        case Observation.Fired fired -> new Firing(stretch.firedAgain(fired), openings);
        case Observation.Acknowledged taken -> new Firing(stretch.taken(taken), openings);
        case Observation.Recovered _ -> new Quiet(0, openings);
      };
    }

    @Override
    public Condition at(Instant now, Flap flap) {
      return this;
    }

    @Override
    public int count() {
      return stretch.count();
    }
  }

  /**
   * It opens and recovers too often to count each time as a stretch of its own.
   *
   * @param stretch from the opening that made it flap
   * @param firing whether it fires at the moment
   * @param lastTurn when it last opened or recovered
   * @param openings how many made it flap, and those since
   */
  record Flapping(Stretch stretch, boolean firing, Instant lastTurn, int openings)
      implements Condition {
    @Override
    public Condition after(Observation next, Flap flap) {
      return switch (at(next.place().at(), flap)) {
        case Flapping flapping -> flapping.turn(next);
        case Firing firingNow -> firingNow.after(next, flap);
        case Quiet quiet -> quiet.after(next, flap);
      };
    }

    @Override
    public Condition at(Instant now, Flap flap) {
      if (now.isBefore(calmFrom(flap))) {
        return this;
      }
      return firing ? new Firing(stretch, Openings.NONE) : new Quiet(0, Openings.NONE);
    }

    @Override
    public int count() {
      return stretch.count();
    }

    /** When it has been calm for long enough, if it stays as it is. */
    public Instant calmFrom(Flap flap) {
      return lastTurn.plus(flap.window());
    }

    private Flapping turn(Observation next) {
      var at = next.place().at();
      return switch (next) {
        case Observation.Fired fired when firing ->
            new Flapping(stretch.firedAgain(fired), true, lastTurn, openings);
        case Observation.Fired fired ->
            new Flapping(stretch.firedAgain(fired), true, at, openings + 1);
        case Observation.Acknowledged taken ->
            new Flapping(stretch.taken(taken), firing, lastTurn, openings);
        case Observation.Recovered _ when firing -> new Flapping(stretch, false, at, openings);
        case Observation.Recovered _ -> this;
      };
    }
  }
}
