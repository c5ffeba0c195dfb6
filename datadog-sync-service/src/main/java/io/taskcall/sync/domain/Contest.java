package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Side;

/**
 * Two changes of one field, made without knowing of each other, and which of them stays: the later
 * one by the clocks of those who made them; of two at the same time a person's before a machine's,
 * then TaskCall's.
 *
 * @param reason in words for a person
 */
record Contest(Said ours, Said theirs, Side kept, String reason) {
  static Contest between(Said ours, Said theirs) {
    int later = ours.at().compareTo(theirs.at());
    if (later != 0) {
      return later > 0
          ? new Contest(ours, theirs, Side.TASKCALL, "it is later, of " + times(ours, theirs))
          : new Contest(ours, theirs, Side.DATADOG, "it is later, of " + times(theirs, ours));
    }
    boolean personThere = theirs.by() == Author.PERSON && ours.by() != Author.PERSON;
    boolean personHere = ours.by() == Author.PERSON && theirs.by() != Author.PERSON;
    if (personThere) {
      return new Contest(ours, theirs, Side.DATADOG, "at the same time, a person's goes first");
    }
    return new Contest(
        ours,
        theirs,
        Side.TASKCALL,
        personHere
            ? "at the same time, a person's goes first"
            : "at the same time, TaskCall's goes first");
  }

  private static String times(Said later, Said earlier) {
    return later.at() + ", not of " + earlier.at();
  }
}
