package io.taskcall.auth.pages;

import io.quarkus.qute.TemplateInstance;
import io.taskcall.auth.datadog.Payloads;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Removal;
import io.taskcall.auth.domain.passkey.Passkey;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.domain.sso.SsoWish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages, each with what it shows; their texts are in {@code templates/Screens}. */
final class Screens {
  private Screens() {}

  /**
   * Where people sign in.
   *
   * @param next where they want to go then
   */
  record SignIn(Shell shell, String email, String next, @Nullable String problem)
      implements TemplateInstance {}

  /**
   * Where people show a code after their password.
   *
   * @param ticket what shows that the password was right
   * @param next where they want to go then
   */
  record Code(Shell shell, String ticket, String email, String next, @Nullable String problem)
      implements TemplateInstance {}

  /**
   * Where people go to sign in at their company.
   *
   * @param next where they want to go then
   * @param organizations those that they may mean; none yet as long as nobody asked
   */
  record Sso(
      Shell shell,
      String email,
      String next,
      List<Organization> organizations,
      @Nullable String problem)
      implements TemplateInstance {}

  /**
   * Where owners and admins say at which provider their people sign in.
   *
   * @param wish what the form shows; never the secret
   * @param redirectUri what the provider must be told of us
   * @param there whether something is set
   */
  record SsoSettings(
      Shell shell,
      SsoWish wish,
      List<Choice> roles,
      String redirectUri,
      boolean there,
      @Nullable String problem)
      implements TemplateInstance {}

  /**
   * Who one is, and where one is signed in.
   *
   * @param codesLeft how many recovery codes there are; absent if no codes are asked for
   */
  record Account(
      Shell shell, List<Session> sessions, @Nullable Long codesLeft, List<Passkey> passkeys)
      implements TemplateInstance {}

  /**
   * Where people put a key into their authenticator app.
   *
   * @param typed the key for those who type it
   */
  record SecondFactor(Shell shell, String typed, KeyUri key, @Nullable String problem)
      implements TemplateInstance {}

  /** The one time that recovery codes are shown. */
  record RecoveryCodes(Shell shell, List<String> codes) implements TemplateInstance {}

  /** Where people found an organization. */
  record Register(Shell shell, @Nullable String problem, boolean sent)
      implements TemplateInstance {}

  /** Where people ask for a link when they have forgotten their password. */
  record Forgot(Shell shell, boolean sent) implements TemplateInstance {}

  /**
   * Where people choose a password.
   *
   * @param secret of the link that they came by
   */
  record NewPassword(
      Shell shell, String email, boolean invitation, String secret, @Nullable String problem)
      implements TemplateInstance {}

  /** Something that cannot be done: what happened, and what to do. */
  record Problem(Shell shell, String title, String what, String link, String todo)
      implements TemplateInstance {}

  /**
   * What people choose before they go to Datadog.
   *
   * @param site where they came from; absent if they have to choose
   */
  record Authorization(
      Shell shell,
      String name,
      List<Choice> services,
      @Nullable String site,
      List<String> sites,
      @Nullable String problem)
      implements TemplateInstance {}

  /** What people choose, and the keys, when they connect without an authorization. */
  record Keys(
      Shell shell, String name, List<Choice> services, List<String> sites, @Nullable String problem)
      implements TemplateInstance {}

  /**
   * The one time that an Integration URL is shown.
   *
   * @param tested what came of a test, if one was sent, or of a webhook
   */
  record IntegrationUrl(
      Shell shell,
      String title,
      IntegrationView integration,
      String url,
      String key,
      Payloads payloads,
      @Nullable String tested)
      implements TemplateInstance {}

  /** All integrations, and a form for another. */
  record Integrations(
      Shell shell,
      List<IntegrationView> integrations,
      List<Removal> pending,
      List<Choice> services,
      List<Choice> tools,
      boolean mayChange,
      @Nullable String problem)
      implements TemplateInstance {}

  /**
   * One integration, and what can be done with it.
   *
   * @param url its Integration URL without the key, which is not kept
   */
  record One(
      Shell shell, IntegrationView integration, String url, Payloads payloads, boolean mayChange)
      implements TemplateInstance {}

  /** The end of an integration. */
  record Removed(Shell shell, Removal removal, boolean pending, List<String> leftToDo)
      implements TemplateInstance {}
}
