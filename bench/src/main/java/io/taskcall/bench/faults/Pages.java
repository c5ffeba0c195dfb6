package io.taskcall.bench.faults;

import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What became of alerts: their incidents, their pages and the mails that arrived. */
final class Pages {
  private static final Duration LONGEST = Duration.ofMinutes(8);

  private static final Pattern TITLE = Pattern.compile("fault-[a-z]+-\\d+");

  private final Topics topics;
  private final Mailbox mailbox;

  Pages(Product product) {
    this.topics = new Topics(product);
    this.mailbox = new Mailbox(product);
  }

  /** One person asked once: a level of one incident. */
  private record Step(UUID incident, UUID person, int level) {}

  /** Waits until every one of the alerts has been paged, and says how many have been. */
  int awaitPaged(Set<String> titles) throws InterruptedException {
    Wait.until(LONGEST, () -> paged(titles) == titles.size());
    return paged(titles);
  }

  private int paged(Set<String> titles) {
    var incidents = incidents(titles);
    var open = new HashSet<UUID>();
    incidents.values().forEach(open::addAll);
    var sent = new HashSet<UUID>();
    for (var event : topics.all(Topic.PAGES, PageEvent.class)) {
      if (event instanceof PageEvent.Sent page && open.contains(page.page().incidentId())) {
        sent.add(page.page().incidentId());
      }
    }
    return sent.size();
  }

  /** The incidents that were triggered, by the title of their alert. */
  private Map<String, Set<UUID>> incidents(Set<String> titles) {
    var found = new HashMap<String, Set<UUID>>();
    for (var event : topics.all(Topic.INCIDENTS, IncidentEvent.class)) {
      if (event instanceof IncidentEvent.Triggered triggered
          && titles.contains(triggered.incident().title())) {
        found
            .computeIfAbsent(triggered.incident().title(), title -> new HashSet<>())
            .add(triggered.incident().id());
      }
    }
    return found;
  }

  /** Counts what was lost and what was doubled. */
  void count(Set<String> titles, Result.Builder result) throws IOException, InterruptedException {
    var incidents = incidents(titles);
    var ours = new HashSet<UUID>();
    incidents.values().forEach(ours::addAll);
    var sent = new HashMap<Step, Set<String>>();
    for (var event : topics.all(Topic.PAGES, PageEvent.class)) {
      if (event instanceof PageEvent.Sent page && ours.contains(page.page().incidentId())) {
        sent.computeIfAbsent(step(page), step -> new HashSet<>())
            .add(Mailbox.idOf(String.valueOf(page.messageId())));
      }
    }
    var mails = mailbox.all();
    var arrived =
        mails.entrySet().stream()
            .filter(mail -> titles.contains(titleIn(mail.getValue().subject())))
            .toList();
    var announced = new HashSet<String>();
    sent.values().forEach(announced::addAll);
    result
        .figure("alerts", titles.size())
        .figure("incidents", ours.size())
        .figure("pages sent", sent.size())
        .figure("mails in the mailbox", arrived.size())
        .never("incidents lost", titles.size() - incidents.size())
        .never("incidents doubled", ours.size() - incidents.size())
        .never("incidents that nobody was paged for", unpaged(ours, sent.keySet()))
        .never(
            "pages whose mail is not there",
            announced.stream().filter(id -> !mails.containsKey(id)).count())
        .never(
            "mails that no page knows",
            arrived.stream().filter(mail -> !announced.contains(mail.getKey())).count())
        .never(
            "steps with two different mails",
            sent.values().stream().filter(ids -> ids.size() > 1).count())
        .figure(
            "copies under the same Message-ID",
            arrived.stream().mapToInt(mail -> mail.getValue().copies() - 1).sum());
  }

  private static String titleIn(String subject) {
    var found = TITLE.matcher(subject);
    return found.find() ? found.group() : "";
  }

  private static Step step(PageEvent.Sent sent) {
    var page = sent.page();
    return new Step(page.incidentId(), page.responder().userId(), page.level());
  }

  private static long unpaged(Set<UUID> incidents, Set<Step> steps) {
    var paged = new HashSet<>(steps.stream().map(Step::incident).toList());
    return incidents.stream().filter(id -> !paged.contains(id)).count();
  }
}
