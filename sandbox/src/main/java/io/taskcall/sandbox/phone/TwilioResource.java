package io.taskcall.sandbox.phone;

import io.taskcall.sandbox.SandboxConfig;
import io.taskcall.sandbox.domain.phone.Talk;
import io.taskcall.sandbox.memory.Phones;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Twilio's REST API, as far as texts and calls need it. */
@Path("/twilio/2010-04-01/Accounts/{account}")
@Produces(MediaType.APPLICATION_JSON)
public class TwilioResource {
  private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private final Exchange exchange;
  private final Phones phones;
  private final SandboxConfig.Phone account;

  TwilioResource(Exchange exchange, Phones phones, SandboxConfig config) {
    this.exchange = exchange;
    this.phones = phones;
    this.account = config.phone();
  }

  @POST
  @Path("/Messages.json")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response text(
      @PathParam("account") String sid,
      @HeaderParam("Authorization") @Nullable String authorization,
      @FormParam("To") @Nullable String to,
      @FormParam("From") @Nullable String from,
      @FormParam("Body") @Nullable String body,
      @FormParam("StatusCallback") @Nullable String statusCallback) {
    authenticate(sid, authorization);
    if (body == null || body.isEmpty()) {
      throw error(400, 21602, "Message body is required.");
    }
    var order = new Exchange.Order(number(to), from(from), body, null, null, statusCallback);
    return created(exchange.text(order, Instant.now()));
  }

  @POST
  @Path("/Calls.json")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response call(
      @PathParam("account") String sid,
      @HeaderParam("Authorization") @Nullable String authorization,
      @FormParam("To") @Nullable String to,
      @FormParam("From") @Nullable String from,
      @FormParam("Url") @Nullable String url,
      @FormParam("Twiml") @Nullable String twiml,
      @FormParam("StatusCallback") @Nullable String statusCallback) {
    authenticate(sid, authorization);
    if (url == null && twiml == null) {
      throw error(400, 21205, "Url or Twiml is required.");
    }
    var order = new Exchange.Order(number(to), from(from), null, url, twiml, statusCallback);
    return created(exchange.call(order, Instant.now()));
  }

  @GET
  @Path("/{what}.json")
  public Map<String, Object> list(
      @PathParam("account") String sid,
      @PathParam("what") String what,
      @HeaderParam("Authorization") @Nullable String authorization,
      @QueryParam("To") @Nullable String to,
      @QueryParam("From") @Nullable String from,
      @QueryParam("PageSize") @DefaultValue("50") int pageSize) {
    authenticate(sid, authorization);
    var kind =
        switch (what) {
          case "Messages" -> Talk.Kind.SMS;
          case "Calls" -> Talk.Kind.CALL;
          default -> throw error(404, 20404, "The requested resource was not found");
        };
    var found =
        phones
            .talks()
            .newest(
                talk ->
                    talk.kind() == kind
                        && (to == null || to.equals(talk.to()))
                        && (from == null || from.equals(talk.from())),
                pageSize);
    List<Map<String, Object>> views = found.stream().map(TwilioResource::view).toList();
    return Map.of(what.equals("Calls") ? "calls" : "messages", views, "page_size", pageSize);
  }

  private void authenticate(String sid, @Nullable String authorization) {
    var credentials = account.accountSid() + ":" + account.authToken();
    var basic =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    if (!basic.equals(authorization) || !sid.equals(account.accountSid())) {
      throw error(401, 20003, "Authenticate");
    }
  }

  private static String number(@Nullable String to) {
    if (to == null || !NUMBER.matcher(to).matches()) {
      throw error(400, 21211, "The 'To' number " + to + " is not a valid phone number.");
    }
    return to;
  }

  private static String from(@Nullable String from) {
    if (from == null || from.isEmpty()) {
      throw error(400, 21603, "A 'From' phone number is required.");
    }
    return from;
  }

  private static Response created(Talk talk) {
    return Response.status(Response.Status.CREATED).entity(view(talk)).build();
  }

  private static Map<String, Object> view(Talk talk) {
    var view = new TreeMap<String, Object>();
    view.put("sid", talk.id());
    view.put("to", talk.to());
    view.put("from", talk.from());
    view.put("status", talk.status());
    view.put(
        "date_created",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(talk.at().atOffset(ZoneOffset.UTC)));
    view.put("api_version", "2010-04-01");
    if (talk.kind() == Talk.Kind.SMS) {
      view.put("body", talk.text());
    }
    return view;
  }

  private static WebApplicationException error(int status, int code, String message) {
    var body =
        Map.of(
            "code", code,
            "message", message,
            "more_info", "https://www.twilio.com/docs/errors/" + code,
            "status", status);
    return new WebApplicationException(
        message, Response.status(status).type(MediaType.APPLICATION_JSON).entity(body).build());
  }
}
