package io.taskcall.oncall.mail;

import io.taskcall.oncall.domain.impact.Affected;
import io.taskcall.oncall.postgres.Bundle;
import io.taskcall.oncall.sending.Html;
import io.taskcall.oncall.sending.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a mail says that is about several incidents: how many, the most important ones in full, and
 * the numbers of all.
 *
 * @param links where links to answer by begin
 */
record Digest(Bundle bundle, SortedSet<Long> numbers, String links, Function<UUID, String> token) {
  Digest(Message.Along along, String links) {
    this(along.bundle(), along.bundle().numbers(), links, along.token());
  }

  String subject() {
    var first = bundle.shown().getFirst().incident();
    var test =
        bundle.shown().stream().allMatch(told -> told.incident().about().test()) ? "[TEST] " : "";
    var priority = first.trouble().priority();
    return test
        + (priority == null ? "" : "[" + priority + "] ")
        + count()
        + ": "
        + first.about().service().name()
        + ": "
        + first.trouble().title()
        + ", and more";
  }

  String text() {
    return """
    %s, the most important first:
    %s
    %s
    %s
    Acknowledge or resolve all of them, or each:
    %s

    All: %s
    For: %s
    """
        .formatted(
            count(),
            affected(),
            lines("%s  #%d  %s%n      %s").stripTrailing() + "\n",
            rest().isEmpty() ? "" : rest() + "\n",
            all(),
            ranges(numbers),
            Letter.oneLine(bundle.first().ref().responder().name()));
  }

  String html() {
    return """
    <!doctype html>
    <html><body style="font-family: sans-serif; max-width: 40em">
    <h2>%s</h2>
    <p><strong>%s</strong></p>
    <p><a href="%s" style="background: #1a56db; color: #fff; padding: 10px 18px; \
    text-decoration: none; border-radius: 4px">Acknowledge or resolve</a></p>
    <table cellpadding="4">
    %s
    </table>
    <p>%s</p>
    <p>All: %s</p>
    </body></html>
    """
        .formatted(
            count(),
            Html.escape(affected()),
            Html.escape(all()),
            bundle.shown().stream().map(this::row).collect(Collectors.joining("\n")),
            rest(),
            ranges(numbers));
  }

  private String count() {
    return numbers.size() + " incidents";
  }

  /** The business services that feel any of those told in full. */
  private String affected() {
    var all = bundle.shown().stream().flatMap(told -> told.affected().stream()).distinct().toList();
    return Letter.oneLine(Affected.said(all));
  }

  private String all() {
    return links + token.apply(bundle.id()) + "/all";
  }

  /** How many are not told in full. */
  private String rest() {
    int told = (int) bundle.shown().stream().map(one -> one.incident().id()).distinct().count();
    return told < numbers.size() ? "and " + (numbers.size() - told) + " more" : "";
  }

  private String lines(String format) {
    return bundle.shown().stream()
        .map(told ->
            format.formatted(
                priority(told), told.incident().about().number(), title(told), link(told)))
        .collect(Collectors.joining("\n"));
  }

  private String row(Bundle.Told told) {
    return "<tr><td>%s</td><td>#%d</td><td><a href=\"%s\">%s</a></td></tr>"
        .formatted(
            priority(told),
            told.incident().about().number(),
            Html.escape(link(told)),
            Html.escape(title(told)));
  }

  private static String priority(Bundle.Told told) {
    var priority = told.incident().trouble().priority();
    return priority == null ? "--" : priority.name();
  }

  private static String title(Bundle.Told told) {
    var incident = told.incident();
    var worse =
        switch (told.page().reason()) {
          case ESCALATION -> "";
          case WORSENED -> "Worse: ";
        };
    return Letter.oneLine(
        worse + incident.about().service().name() + ": " + incident.trouble().title());
  }

  private String link(Bundle.Told told) {
    return links + token.apply(told.page().ref().pageId());
  }

  /** Numbers in order, with runs of them as their first and last: {@code #1–#5, #7}. */
  static String ranges(SortedSet<Long> numbers) {
    List<String> ranges = new ArrayList<>();
    long first = 0;
    long last = -1;
    for (long number : numbers) {
      if (number != last + 1 || ranges.isEmpty()) {
        first = number;
        ranges.add("#" + number);
      } else {
        ranges.set(ranges.size() - 1, String.format(Locale.ROOT, "#%d-#%d", first, number));
      }
      last = number;
    }
    return String.join(", ", ranges);
  }
}
