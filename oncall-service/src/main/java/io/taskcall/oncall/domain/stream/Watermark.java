package io.taskcall.oncall.domain.stream;

import java.util.Optional;

/**
 * Up to where numbered changes can be told, so that none shows up later behind those that were
 * told. Changes are numbered when they are written, and seen when their transaction ends: one of a
 * lower number may be seen after one of a higher. Whoever has seen number <i>n</i> knows that all
 * lower numbers were given out by then; when every transaction that ran at that moment has ended,
 * all of them that ever will be are seen.
 *
 * @param settled the number up to which all are seen; less than 0 if that is not known yet
 * @param waiting what was seen, while transactions of then still run
 */
public record Watermark(long settled, Optional<Waiting> waiting) {
  /** Nothing is known. */
  public static final Watermark UNKNOWN = new Watermark(-1, Optional.empty());

  /**
   * What is waited for.
   *
   * @param highest the highest number that was seen
   * @param until transactions from this one on began later
   */
  public record Waiting(long highest, long until) {}

  /**
   * A look at the database, all of it at one moment.
   *
   * @param highest the highest number that is seen
   * @param running all transactions before this one have ended
   * @param next this transaction and those after it have not begun
   */
  public record Look(long highest, long running, long next) {}

  /** What is known after another look. */
  public Watermark after(Look look) {
    var arrived =
        waiting
            .filter(then -> look.running() >= then.until())
            .map(then -> new Watermark(then.highest(), Optional.empty()))
            .orElse(this);
    if (arrived.waiting().isPresent() || look.highest() <= arrived.settled()) {
      return arrived;
    }
    return look.running() >= look.next()
        ? new Watermark(look.highest(), Optional.empty())
        : new Watermark(arrived.settled(), Optional.of(new Waiting(look.highest(), look.next())));
  }

  /** True if something can be told. */
  public boolean isKnown() {
    return settled >= 0;
  }
}
