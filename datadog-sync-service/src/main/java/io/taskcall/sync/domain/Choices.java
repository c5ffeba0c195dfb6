package io.taskcall.sync.domain;

import io.taskcall.contracts.Priority;
import java.util.Map;

/**
 * What an organization has chosen for the mirror of one integration.
 *
 * @param creation which of our incidents get one of their own in Datadog
 * @param acknowledged Datadog's word for an acknowledged incident
 * @param declared whether an incident that was declared in Datadog, and that only polling tells us
 *     of, opens one with us
 * @param severities our priority for each of Datadog's severities
 */
public record Choices(
    Creation creation, String acknowledged, boolean declared, Map<String, Priority> severities) {
  /** What holds where nobody has chosen. */
  public static final Choices USUAL =
      new Choices(Creation.NEVER, Words.ACTIVE, true, Severities.USUAL.priorities());

  public Choices {
    severities = Map.copyOf(severities);
  }

  /** The rules that follow from them. */
  public Mirror mirror() {
    return new Mirror(new Words(Severities.of(severities), acknowledged), creation);
  }
}
