package io.taskcall.sync.domain;

import io.taskcall.contracts.Priority;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an organization has chosen for the mirror of one integration.
 *
 * @param creation which of our incidents get one of their own in Datadog
 * @param acknowledged how Datadog shows an acknowledged incident: by a word of its own, or {@link
 *     #BY_A_NOTE}
 * @param declared whether an incident that was declared in Datadog, and that only polling tells us
 *     of, opens one with us
 * @param severities our priority for each of Datadog's severities
 * @param extras what crosses only where asked; absent from what was kept before there were any
 * @param webhook the name of Datadog's webhook that calls us; monitors are asked for alerts that it
 *     did not tell of, if it is known
 */
public record Choices(
    Creation creation,
    String acknowledged,
    boolean declared,
    Map<String, Priority> severities,
    @Nullable Set<Extra> extras,
    @Nullable String webhook) {
  /** It stays active, with a note of who took it on. */
  public static final String BY_A_NOTE = "note";

  /** What holds where nobody has chosen. */
  public static final Choices USUAL =
      new Choices(Creation.NEVER, Words.ACTIVE, true, Severities.USUAL.priorities());

  public Choices {
    severities = Map.copyOf(severities);
    extras = extras == null ? Set.of() : Set.copyOf(extras);
  }

  /** With nothing that crosses only where asked. */
  public Choices(
      Creation creation, String acknowledged, boolean declared, Map<String, Priority> severities) {
    this(creation, acknowledged, declared, severities, Set.of(), null);
  }

  /** True if it was asked for. */
  public boolean want(Extra extra) {
    return extras != null && extras.contains(extra);
  }

  /** The rules that follow from them. */
  public Mirror mirror() {
    boolean noted = acknowledged.equals(BY_A_NOTE);
    return new Mirror(
        new Words(Severities.of(severities), noted ? Words.ACTIVE : acknowledged),
        creation,
        new Sharing(want(Extra.NOTES), noted, want(Extra.RESPONDERS)));
  }
}
