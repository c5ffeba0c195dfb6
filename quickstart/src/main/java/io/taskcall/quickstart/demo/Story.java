package io.taskcall.quickstart.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The life of a few alerts, from a monitor in Datadog to the people who answer, and back. */
public final class Story {
  private static final Duration LEVEL_ONE_WAIT = Duration.ofSeconds(4);
  private static final String FELT_BY = "Online shop affected";
  private static final String CHECKOUT_WEBHOOK = "taskcall";
  private static final String PAYMENTS_WEBHOOK = "taskcall-payments";

  private final Place place;
  private final Sandbox sandbox;
  private final TaskCallApi taskcall;
  private final Steps steps;

  /** Where the story plays. */
  public record Place(String url, String token, String sandboxUrl, String paymentsWebhookUrl) {}

  Story(Place place, Sandbox sandbox, TaskCallApi taskcall, Steps steps) {
    this.place = place;
    this.sandbox = sandbox;
    this.taskcall = taskcall;
    this.steps = steps;
  }

  void play(String run) {
    oneAlertIsOnePage("Checkout is slow, demo " + run);
    anUnansweredPageGoesUp("Card payments fail, demo " + run);
    aDatadogIncidentIsMirrored("Nobody can pay, demo " + run);
    whatHappensInDatadogHappensHere("Refunds are stuck, demo " + run);
  }

  private void oneAlertIsOnePage(String title) {
    var onCall = Rotation.DEMO.onCallAt(Instant.now());
    var monitor = sandbox.monitor(title, 2, CHECKOUT_WEBHOOK);

    steps.step("A Datadog monitor is Triggered: \"" + title + "\"");
    monitor.goes("Triggered");
    var incident = opened(title);
    var page = firstMail(title);
    steps.must(
        page.to().equals(onCall), "on call is " + onCall + ", but " + page.to() + " was paged");
    steps.came(page.to() + ", who is on call, got the page \"" + page.subject() + "\"");
    steps.must(page.text().contains(FELT_BY), "the page does not say: " + FELT_BY);
    steps.came("the page says who feels it: " + FELT_BY);
    lookAt(incident);
    steps.look(place.sandboxUrl() + " (the mailbox)");

    steps.step("The monitor says so again, and again: Re-Triggered, Renotify");
    monitor.goes("Re-Triggered");
    monitor.goes("Renotify");
    steps.await("the alert fired three times", () -> taskcall.firings(incident.id()) == 3);
    steps.came("the alert is counted: it fired 3 times");
    mustHaveMailed(title, List.of(onCall));
    steps.came("silence: still one e-mail");

    steps.step(onCall + " acknowledges");
    taskcall.acknowledge(incident.id());
    awaitStatus(incident, "acknowledged");

    steps.step("The monitor has Recovered");
    monitor.goes("Recovered");
    awaitStatus(incident, "resolved");
    mustHaveMailed(title, List.of(onCall));
    steps.came("one alert, one page: one e-mail in all");
  }

  private void anUnansweredPageGoesUp(String title) {
    var now = Instant.now();
    var onCall = Rotation.DEMO.onCallAt(now);
    var backup = Rotation.DEMO.backupAt(now);
    sandbox.webhook(PAYMENTS_WEBHOOK, place.paymentsWebhookUrl());
    var monitor = sandbox.monitor(title, 1, PAYMENTS_WEBHOOK);

    steps.step(
        "A second monitor is Triggered, and nobody answers within %d s: \"%s\""
            .formatted(LEVEL_ONE_WAIT.toSeconds(), title));
    monitor.goes("Triggered");
    var incident = opened(title);
    var first = firstMail(title);
    steps.came(first.to() + ", who is on call, got the page");
    steps.await("level two was paged", () -> sandbox.mailsAbout(title).size() > 1);
    var second = sandbox.mailsAbout(title).get(1);
    mustHaveMailed(title, List.of(onCall, backup));
    // Not since the first mail, which may have been slow.
    var waited = Duration.between(incident.openedAt(), second.receivedAt());
    steps.must(
        waited.compareTo(LEVEL_ONE_WAIT.minusSeconds(1)) > 0,
        "level two was paged after " + waited + ", which is too early");
    steps.came(second.to() + ", who is next in line, got the page");
    lookAt(incident);
    stakeholdersAreTold(incident);

    steps.step("It recovers by itself");
    monitor.goes("Recovered");
    awaitStatus(incident, "resolved");
  }

  private void stakeholdersAreTold(Incident incident) {
    var message = "Card payments fail, incident " + incident.number() + ". We are on it.";
    steps.step("Those who do not work on it are told: \"" + message + "\"");
    taskcall.tell(incident.id(), message);
    var dashboard = taskcall.dashboard("Online shop");
    steps.await("the dashboard says so", () -> taskcall.shows(dashboard, message));
    steps.came("the dashboard of the online shop says it, to everybody who has its link");
    steps.look(dashboard);
  }

  private void aDatadogIncidentIsMirrored(String title) {
    steps.step("Somebody declares an incident in Datadog: \"" + title + "\"");
    var there = sandbox.declareIncident(title, "SEV-2");
    var incident = opened(title);
    var page = firstMail(title);
    steps.came(page.to() + " got the page");

    steps.step(page.to() + " acknowledges, then resolves it in TaskCall");
    taskcall.acknowledge(incident.id());
    awaitStatus(incident, "acknowledged");
    taskcall.resolve(incident.id());
    awaitStatus(incident, "resolved");
    steps.await(
        "Datadog's incident is resolved", () -> sandbox.stateOfIncident(there).equals("resolved"));
    steps.came("the incident in Datadog is resolved, too");
    steps.look(place.sandboxUrl() + " (Datadog's incidents)");
  }

  private void whatHappensInDatadogHappensHere(String title) {
    steps.step("Another one is declared in Datadog: \"" + title + "\"");
    var there = sandbox.declareIncident(title, "SEV-3");
    var incident = opened(title);
    steps.step("In Datadog it becomes SEV-1");
    sandbox.changeIncident(there, Map.of("severity", "SEV-1"));
    steps.await(
        "the incident is P1", () -> taskcall.incident(incident.id()).priority().equals("P1"));
    steps.came("incident " + incident.number() + " is P1");
    steps.step("Here it is acknowledged and made P2");
    taskcall.acknowledge(incident.id());
    taskcall.prioritize(incident.id(), "P2");
    steps.await(
        "Datadog's incident is SEV-2", () -> sandbox.severityOfIncident(there).equals("SEV-2"));
    steps.came("the incident in Datadog is SEV-2");
    steps.step("Somebody resolves it in Datadog");
    sandbox.changeIncident(there, Map.of("state", "resolved"));
    awaitStatus(incident, "resolved");
    steps.look(
        "curl -H \"Authorization: Bearer $TASKCALL_TOKEN\" %s/api/v1/datadog/calls"
            .formatted(place.url()));
  }

  private Incident opened(String title) {
    var incident = steps.awaitFirst("an incident opened", () -> taskcall.incidentAbout(title));
    steps.came("incident " + incident.number() + " is " + incident.status());
    return incident;
  }

  private Mail firstMail(String title) {
    return steps.awaitFirst("a page arrived", () -> sandbox.mailsAbout(title).stream().findFirst());
  }

  private void awaitStatus(Incident incident, String status) {
    steps.await(
        "the incident is " + status,
        () -> taskcall.incident(incident.id()).status().equals(status));
    steps.came("incident " + incident.number() + " is " + status);
  }

  private void mustHaveMailed(String title, List<String> people) {
    var mailed = sandbox.mailsAbout(title).stream().map(Mail::to).toList();
    steps.must(mailed.equals(people), "pages went to " + mailed + " and should have to " + people);
  }

  private void lookAt(Incident incident) {
    steps.look(
        "curl -H \"Authorization: Bearer $TASKCALL_TOKEN\" %s/api/v1/incidents/%s"
            .formatted(place.url(), incident.id()));
  }
}
