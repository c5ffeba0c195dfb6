package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.datadog.Payloads;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Removal;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.ingest.Doors;
import io.taskcall.auth.postgres.PostgresDirectory;
import io.taskcall.auth.postgres.PostgresRemovals;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.rights.Right;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows integrations to people. */
@ApplicationScoped
class IntegrationScreens {
  static final String HERE = "/account/integrations";

  private final Answers answers;
  private final ConnectProblems problems;
  private final PostgresDirectory directory;
  private final PostgresRemovals removed;
  private final Doors doors;
  private final Clock clock;

  IntegrationScreens(
      Answers answers,
      ConnectProblems problems,
      PostgresDirectory directory,
      PostgresRemovals removed,
      Doors doors,
      Clock clock) {
    this.answers = answers;
    this.problems = problems;
    this.directory = directory;
    this.removed = removed;
    this.doors = doors;
    this.clock = clock;
  }

  /** What somebody is shown who has that right. */
  Uni<Response> allowed(Visit visit, Right right, Supplier<Uni<Response>> then) {
    return visit.caller().filter(caller -> caller.may(right)).isPresent()
        ? then.get()
        : problems.notAllowed(visit);
  }

  /** All of them. */
  Uni<Response> list(Visit visit, @Nullable String problem) {
    var caller = visit.caller().orElseThrow();
    return directory
        .serviceNames(caller.organizationId())
        .flatMap(names ->
            removed
                .removals(caller.organizationId())
                .flatMap(ends ->
                    directory
                        .of(caller.organizationId())
                        .flatMap(found ->
                            answers.page(
                                visit,
                                problem == null ? Response.Status.OK : Response.Status.BAD_REQUEST,
                                new Screens.Integrations(
                                    visit.shell(),
                                    found.integrations().stream()
                                        .map(i -> IntegrationView.of(i, names, clock.instant()))
                                        .sorted(Comparator.comparing(IntegrationView::name))
                                        .toList(),
                                    ends.stream()
                                        .filter(
                                            end -> end.revocation() == Removal.Revocation.PENDING)
                                        .toList(),
                                    Choice.services(names, ""),
                                    tools(),
                                    caller.may(Right.CONFIGURE),
                                    problem)))));
  }

  /** One of them, or a page that says there is none. */
  Uni<Response> with(
      Visit visit, UUID id, BiFunction<Integration, IntegrationView, Uni<Response>> then) {
    var organization = visit.caller().orElseThrow().organizationId();
    return directory
        .serviceNames(organization)
        .flatMap(names ->
            directory
                .of(organization)
                .flatMap(found ->
                    found.integrations().stream()
                        .filter(integration -> integration.id().equals(id))
                        .findFirst()
                        .map(i -> then.apply(i, IntegrationView.of(i, names, clock.instant())))
                        .orElseGet(() -> unknown(visit))));
  }

  /** The one time that an Integration URL is shown. */
  Uni<Response> url(
      Visit visit, String title, Integration integration, Secret key, @Nullable String tested) {
    return with(
        visit,
        integration.id(),
        (_, view) ->
            answers.page(
                visit,
                Response.Status.OK,
                new Screens.IntegrationUrl(
                    visit.shell(),
                    title,
                    view,
                    doors.url(integration.tool(), key),
                    key.reveal(),
                    Payloads.ALL,
                    tested)));
  }

  /** One without its key. */
  Uni<Response> one(Visit visit, UUID id) {
    return with(
        visit,
        id,
        (integration, view) ->
            answers.page(
                visit,
                Response.Status.OK,
                new Screens.One(
                    visit.shell(),
                    view,
                    doors.urlWithoutKey(integration.tool()),
                    Payloads.ALL,
                    visit.caller().orElseThrow().may(Right.CONFIGURE))));
  }

  /** One that is no more. */
  Uni<Response> ended(Visit visit, Removal removal) {
    return answers.page(
        visit,
        Response.Status.OK,
        new Screens.Removed(
            visit.shell(),
            removal,
            removal.revocation() == Removal.Revocation.PENDING,
            removal.leftToDo()));
  }

  /** One that there is not. */
  Uni<Response> unknown(Visit visit) {
    return answers.page(
        visit,
        Response.Status.NOT_FOUND,
        new Screens.Problem(
            visit.shell(),
            "There is no such integration",
            "It was uninstalled, or its address was not copied whole.",
            HERE,
            "See the integrations"));
  }

  private static List<Choice> tools() {
    return Arrays.stream(Tool.values())
        .map(tool -> new Choice(tool.name(), IntegrationView.name(tool), false))
        .toList();
  }
}
