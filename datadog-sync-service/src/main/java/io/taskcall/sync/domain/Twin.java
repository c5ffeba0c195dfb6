package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One field of two incidents that mirror each other: what each side says, and what is under way
 * between them. A change that was made knowing the other side's is later than it, whatever the
 * clocks say; of two that were made without knowing, {@link Contest} decides.
 *
 * @param ours what TaskCall says, as far as we have heard
 * @param theirs what Datadog says, as far as we have seen
 * @param told what we told TaskCall to take over from Datadog, until it has
 * @param wished the word of Datadog's that we want to be there, until it is
 * @param tried words that we may have written there without being told that we did
 */
public record Twin(
    Said ours, Said theirs, @Nullable Told told, @Nullable String wished, List<String> tried) {
  /**
   * A word of ours for Datadog's, on its way.
   *
   * @param from the word that it replaces; if ours is another by then, it is void
   */
  public record Told(String word, String from) {}

  public Twin {
    tried = List.copyOf(tried);
  }

  /** A field on which nothing is under way. */
  public static Twin of(Said ours, Said theirs) {
    return new Twin(ours, theirs, null, null, List.of());
  }

  /** A field that both sides say the same of: ours came from there. */
  static Twin both(String ours, String theirs, Instant at) {
    return of(new Said(ours, at, Author.MIRROR), new Said(theirs, at, Author.MACHINE));
  }

  static Twin both(String word, Instant at) {
    return both(word, word, at);
  }

  /** TaskCall says something. */
  Step hear(Said said, Language language) {
    var pending = pending(said);
    boolean agreed = language.agree(said.word(), theirs.word());
    if (said.word().equals(ours.word())) {
      var next = new Twin(ours, theirs, pending, wished, tried);
      boolean done = agreed || pending != null || told == null || wished != null;
      return done ? Step.quiet(next) : new Step(next, new Move.Look(), null);
    }
    if (said.by() == Author.MIRROR) {
      var next = new Twin(said, theirs, pending, wished, tried);
      return agreed || pending != null || wished != null
          ? Step.quiet(next)
          : new Step(next, new Move.Look(), null);
    }
    if (agreed && (told != null || wished == null)) {
      return Step.quiet(new Twin(said, theirs, null, null, tried));
    }
    return told == null ? wish(said, theirs, language) : contest(said, theirs, language);
  }

  /** What is still on its way: neither taken over, nor void because ours is another now. */
  private @Nullable Told pending(Said said) {
    boolean onItsWay =
        told != null
            && !said.word().equals(told.word())
            && (said.by() != Author.MIRROR || said.word().equals(told.from()));
    return onItsWay ? told : null;
  }

  /** Datadog shows something. */
  Step see(Said said, Language language) {
    boolean agreed = language.agree(expected(), said.word());
    if (said.word().equals(theirs.word())) {
      return calm(agreed ? new Twin(ours, theirs, told, null, List.of()) : this, language);
    }
    if (said.word().equals(wished) || tried.contains(said.word())) {
      var own = new Said(said.word(), said.at(), Author.MIRROR);
      var open = agreed || said.word().equals(wished) ? null : wished;
      return calm(new Twin(ours, own, told, open, List.of()), language);
    }
    if (agreed) {
      return Step.quiet(new Twin(ours, said, told, null, List.of()));
    }
    var word = language.ours(said.word());
    if (word.isEmpty()) {
      return Step.quiet(new Twin(ours, said, told, wished, tried));
    }
    // What ours took over from Datadog after we wished for something is no change to be weighed.
    return wished == null || ours.by() == Author.MIRROR
        ? tell(ours, said, word.get(), expected())
        : contest(ours, said, language);
  }

  /** We are about to write this word in Datadog, and may never hear what became of it. */
  Twin trying(String word) {
    return tried.contains(word) ? this : new Twin(ours, theirs, told, wished, append(tried, word));
  }

  /** Nobody wants anything of Datadog any more. */
  Twin discarded() {
    return new Twin(ours, theirs, told, null, tried);
  }

  /** What ours is or is about to be. */
  String expected() {
    return told == null ? ours.word() : told.word();
  }

  /** What we only have from Datadog gives way to what Datadog says now. */
  private static Step calm(Twin next, Language language) {
    boolean stale =
        next.ours.by() == Author.MIRROR
            && next.told == null
            && next.wished == null
            && !language.agree(next.ours.word(), next.theirs.word());
    var word = language.ours(next.theirs.word());
    return stale && word.isPresent()
        ? tell(next.ours, next.theirs, word.get(), next.ours.word())
        : Step.quiet(next);
  }

  private Step wish(Said said, Said there, Language language) {
    var word = language.theirs(said.word());
    return new Step(new Twin(said, there, null, word, tried), new Move.Write(word), null);
  }

  private static Step tell(Said said, Said there, String word, String from) {
    var told = new Told(word, from);
    return new Step(new Twin(said, there, told, null, List.of()), new Move.Tell(word, from), null);
  }

  private Step contest(Said here, Said there, Language language) {
    var contest = Contest.between(here, there);
    var step =
        contest.kept() == Side.TASKCALL
            ? wish(here, there, language)
            : language
                .ours(there.word())
                .map(word -> tell(here, there, word, here.word()))
                .orElseGet(() -> wish(here, there, language));
    return new Step(step.next(), step.move(), contest);
  }

  private static List<String> append(List<String> words, String word) {
    var more = new ArrayList<>(words);
    more.add(word);
    return more;
  }

  /** What is to be done about a field. */
  sealed interface Move {
    /** TaskCall takes over {@code word}, if it still says {@code from}. */
    record Tell(String word, String from) implements Move {}

    /** Datadog is to say {@code word}. */
    record Write(String word) implements Move {}

    /** We have to look what Datadog says. */
    record Look() implements Move {}
  }

  /**
   * What came of something that was said.
   *
   * @param move what is to be done, if anything
   * @param contest how it was decided, if both sides had changed it
   */
  record Step(Twin next, @Nullable Move move, @Nullable Contest contest) {
    private static Step quiet(Twin next) {
      return new Step(next, null, null);
    }
  }
}
