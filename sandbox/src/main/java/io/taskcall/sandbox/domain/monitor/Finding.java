package io.taskcall.sandbox.domain.monitor;

/** Says what a monitor saw: Datadog's sentence about the numbers. */
final class Finding {
  private Finding() {}

  static String of(Monitor monitor, String scope, GroupStatus before, GroupStatus after) {
    return switch (monitor.type()) {
      case LOG -> ofLogs(monitor, after);
      case METRIC, QUERY -> ofMetric(monitor, over(scope), before, after);
      case SERVICE_CHECK ->
          "**" + monitor.name() + "** over **" + over(scope) + "** is " + after.wire() + ".";
    };
  }

  private static String over(String scope) {
    return scope.isEmpty() ? "*" : scope;
  }

  private static String ofLogs(Monitor monitor, GroupStatus after) {
    var amount = after == GroupStatus.OK ? "Less than **" : "More than **";
    return amount
        + monitor.limit()
        + "** log events matched in the last **"
        + monitor.window()
        + "** against the monitored query: `"
        + monitor.query()
        + "`";
  }

  private static String ofMetric(
      Monitor monitor, String over, GroupStatus before, GroupStatus after) {
    var subject = "**" + monitor.metric() + "** over **" + over + "** ";
    if (after == GroupStatus.NO_DATA) {
      return subject + "has been missing for the **last " + monitor.window() + "**.";
    }
    if (after == GroupStatus.OK && before == GroupStatus.NO_DATA) {
      return subject + "is reporting data again.";
    }
    var comparison =
        after == GroupStatus.OK ? opposite(monitor.comparison()) : monitor.comparison();
    return subject
        + "was **"
        + comparison
        + " "
        + monitor.limit()
        + "** on average during the **last "
        + monitor.window()
        + "**.";
  }

  private static String opposite(String comparison) {
    return switch (comparison) {
      case ">" -> "<=";
      case ">=" -> "<";
      case "<" -> ">=";
      default -> ">";
    };
  }
}
