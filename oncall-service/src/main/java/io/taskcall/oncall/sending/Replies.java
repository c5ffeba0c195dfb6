package io.taskcall.oncall.sending;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Answer;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.page.Links;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.oncall.postgres.IncidentActions;
import io.taskcall.oncall.postgres.IncidentQueries;
import io.taskcall.oncall.postgres.SignedLinks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** What people answer to pages, whichever way the answer comes. */
@ApplicationScoped
public class Replies {
  private final SignedLinks links;
  private final IncidentQueries incidents;
  private final IncidentActions actions;

  Replies(SignedLinks links, IncidentQueries incidents, IncidentActions actions) {
    this.links = links;
    this.incidents = incidents;
    this.actions = actions;
  }

  /** A page that somebody answers, and how its incident stands. */
  public record Asked(Page page, Incident incident) {}

  /** What came of an answer: the incident after it, and in words what was done. */
  public record Done(Incident incident, String said) {}

  /** What a token asks about; empty if it is none of ours, or too old. */
  public Uni<Optional<Asked>> asked(String token) {
    return links
        .links()
        .flatMap(signed ->
            signed
                .pageOf(token)
                .map(id ->
                    incidents
                        .page(id)
                        .flatMap(page -> page.map(this::withIncident).orElseGet(Replies::nothing))
                        .map(asked -> asked.filter(known -> works(signed, known.incident()))))
                .orElseGet(Replies::nothing));
  }

  /** Does what somebody answered to a page; empty if its incident is gone. */
  public Uni<Optional<Done>> answer(Page page, Answer answer) {
    return actions
        .answer(page.ref(), answer, Instant.now())
        .map(done -> done.map(known -> new Done(known.incident(), said(known.outcome()))));
  }

  /** The same for somebody who holds a token. */
  public Uni<Optional<Done>> answer(String token, Answer answer) {
    return asked(token)
        .flatMap(asked ->
            asked
                .map(known -> answer(known.page(), answer))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<Optional<Asked>> withIncident(Page page) {
    return incidents
        .one(page.ref().organizationId(), page.ref().incidentId())
        .map(found -> found.map(incident -> new Asked(page, incident)));
  }

  private static Uni<Optional<Asked>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }

  private static boolean works(Links links, Incident incident) {
    var over = Optional.ofNullable(incident.snapshot().resolvedAt());
    return links.work(over, Instant.now());
  }

  private static String said(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Changed _ -> "Done.";
      case Outcome.Unchanged unchanged -> "Nothing to do: " + unchanged.reason() + ".";
      case Outcome.Refused refused -> "That cannot be done: " + refused.reason() + ".";
      case Outcome.Outdated _ -> "It has changed meanwhile: look again.";
    };
  }
}
