package io.taskcall.oncall.domain.page;

import java.util.EnumSet;
import java.util.Set;

/** Said inside the process once pages are committed, so that they are sent without delay. */
public record PagesWaiting(Set<Lane> lanes) {
  /** There may be some in every lane. */
  public static final PagesWaiting ANYWHERE = new PagesWaiting(EnumSet.allOf(Lane.class));

  public PagesWaiting {
    lanes = Set.copyOf(lanes);
  }
}
