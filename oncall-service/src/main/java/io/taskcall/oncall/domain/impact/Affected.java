package io.taskcall.oncall.domain.impact;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who feels a trouble, in words for a page. */
public final class Affected {
  private static final int NAMED_MAX = 5;

  private Affected() {}

  /** Such as "Payments, Checkout affected"; empty if nobody feels it. */
  public static String said(List<String> services) {
    if (services.isEmpty()) {
      return "";
    }
    var more = services.size() - NAMED_MAX;
    var named = services.stream().limit(NAMED_MAX);
    var all = more > 0 ? Stream.concat(named, Stream.of(more + " more")) : named;
    return all.collect(Collectors.joining(", ")) + " affected";
  }
}
