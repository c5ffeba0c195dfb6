package io.taskcall.oncall.mail;

import io.taskcall.oncall.domain.impact.Affected;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.sending.Html;
import io.taskcall.oncall.sending.Message;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Pages as a mail: what it says, in plain text and in HTML.
 *
 * @param messageId the same for the same bundle, however often it is sent
 */
record Letter(String to, String subject, String text, String html, String messageId) {
  private static final int SUBJECT_MAX = 200;
  private static final int EXCERPT_MAX = 2000;

  /** One that is about several incidents tells how many, and the most important ones. */
  static Letter of(Message.OfPage message, URI front) {
    var page = message.page();
    var incident = message.incident();
    var base = front.toString().replaceAll("/+$", "");
    if (message.more() > 0) {
      var digest = new Digest(message.along(), base + "/respond/");
      return new Letter(
          page.address(),
          cut(oneLine(digest.subject()), SUBJECT_MAX),
          digest.text(),
          digest.html(),
          messageId(message.id(), front));
    }
    var content =
        new Content(
            incident,
            page,
            oneLine(Affected.said(message.affected())),
            base + "/respond/" + message.token(),
            base + "/api/v1/incidents/" + incident.id());
    return new Letter(
        page.address(),
        subject(page, incident),
        content.text(),
        content.html(),
        messageId(message.id(), front));
  }

  /** The code by which somebody proves that a mailbox is theirs. */
  static Letter of(Message.OfCode message, URI front) {
    var text =
        """
        Your code is %s

        Enter it where you added this address as a way to reach you, within ten minutes. If that \
        was not you, do nothing: without the code this address is not used.
        """
            .formatted(message.code());
    return new Letter(
        message.address(),
        "Your TaskCall code is " + message.code(),
        text,
        "<!doctype html><html><body><pre>" + Html.escape(text) + "</pre></body></html>",
        messageId(message.id(), front));
  }

  static String messageId(UUID id, URI front) {
    var host = front.getHost();
    return "<" + id + "@" + (host == null ? "taskcall" : host) + ">";
  }

  private static String subject(Page page, Incident incident) {
    var trouble = incident.trouble();
    var test = incident.about().test() ? "[TEST] " : "";
    var priority = trouble.priority() == null ? "" : "[" + trouble.priority() + "] ";
    var worse =
        switch (page.reason()) {
          case ESCALATION -> "";
          case WORSENED -> "Worse: ";
        };
    var title = worse + incident.about().service().name() + ": " + trouble.title();
    return cut(oneLine(test + priority + title), SUBJECT_MAX);
  }

  /** A header is one line, whatever an alert says. */
  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** As much of it as a subject may have. */
  static String cut(String subject) {
    return cut(subject, SUBJECT_MAX);
  }

  private static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  private record Content(
      Incident incident, Page page, String affected, String answer, String link) {
    String text() {
      return """
      %s
      %s
      Incident   #%d, %s
      Service    %s
      Priority   %s
      For        %s (level %d)

      Acknowledge or resolve it here:
      %s

      The incident: %s
      %s%s\
      """
          .formatted(
              headline(),
              affected.isEmpty() ? "" : affected + "\n",
              incident.about().number(),
              incident.about().test() ? "a test" : "opened " + incident.about().openedAt(),
              plain(incident.about().service().name()),
              priority(),
              plain(page.ref().responder().name()),
              page.ref().level(),
              answer,
              link,
              source(),
              excerpt().isEmpty() ? "" : "\n" + excerpt() + "\n");
    }

    String html() {
      return """
      <!doctype html>
      <html><body style="font-family: sans-serif; max-width: 40em">
      <h2>%s</h2>
      %s<table cellpadding="4">
      <tr><td>Incident</td><td>#%d</td></tr>
      <tr><td>Service</td><td>%s</td></tr>
      <tr><td>Priority</td><td>%s</td></tr>
      <tr><td>For</td><td>%s (level %d)</td></tr>
      </table>
      <p><a href="%s" style="background: #1a56db; color: #fff; padding: 10px 18px; \
      text-decoration: none; border-radius: 4px">Acknowledge or resolve</a></p>
      <p><a href="%s">The incident</a></p>
      <pre style="white-space: pre-wrap">%s</pre>
      </body></html>
      """
          .formatted(
              Html.escape(headline()),
              affected.isEmpty() ? "" : "<p><strong>" + Html.escape(affected) + "</strong></p>\n",
              incident.about().number(),
              Html.escape(incident.about().service().name()),
              priority(),
              Html.escape(page.ref().responder().name()),
              page.ref().level(),
              Html.escape(answer),
              Html.escape(link),
              Html.escape(excerpt()));
    }

    private String headline() {
      var worse =
          switch (page.reason()) {
            case ESCALATION -> "";
            case WORSENED -> "It got worse: ";
          };
      var test = incident.about().test() ? "This is a test. " : "";
      return test + worse + plain(incident.trouble().title());
    }

    private String priority() {
      var priority = incident.trouble().priority();
      return priority == null ? "none" : priority.name();
    }

    private String source() {
      var source = incident.trouble().link();
      return source == null ? "" : "Where it comes from: " + plain(source) + "\n";
    }

    private String excerpt() {
      var text = incident.trouble().text();
      return text == null
          ? ""
          : cut(text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]+", " ").strip(), EXCERPT_MAX);
    }

    private static String plain(@Nullable String text) {
      return text == null ? "" : oneLine(text);
    }
  }
}
