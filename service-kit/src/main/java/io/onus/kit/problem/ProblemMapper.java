package io.onus.kit.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.onus.kit.sql.SqlStates;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The one mapper from anything thrown to {@code application/problem+json}. */
public class ProblemMapper {

  public static final String MEDIA_TYPE = "application/problem+json";

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  public Response problem(Problem problem) {
    return response(problem);
  }

  @ServerExceptionMapper
  public Response violations(ConstraintViolationException e) {
    List<Violation> violations =
        e.getConstraintViolations().stream()
            .map(v -> new Violation(field(v), v.getMessage()))
            .sorted(java.util.Comparator.comparing(Violation::field))
            .toList();
    return response(Problem.malformed(summary(violations), violations));
  }

  @ServerExceptionMapper
  public Response json(JacksonException e) {
    return response(malformedJson(e));
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException e) {
    JacksonException json = cause(e, JacksonException.class);
    if (json != null) {
      return response(malformedJson(json));
    }
    Problem inner = cause(e, Problem.class);
    if (inner != null) {
      return response(inner);
    }
    int status = e.getResponse().getStatus();
    return switch (status) {
      case 400 -> response(Problem.malformed(orElse(e.getMessage(), "The request is malformed.")));
      case 401 -> response(Problem.unauthenticated("This needs a known caller."));
      case 403 -> response(Problem.forbidden("You may not do this."));
      case 404 -> response(Problem.notFound("There is nothing at this path."));
      default ->
          status >= 500
              ? unexpected(e)
              : response(
                  Problem.ofStatus(
                      status,
                      e.getResponse().getStatusInfo().getReasonPhrase(),
                      orElse(e.getMessage(), "The request was refused.")));
    };
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable e) {
    Problem inner = cause(e, Problem.class);
    if (inner != null) {
      return response(inner);
    }
    if (SqlStates.isTransient(e)) {
      LOG.warnf("unavailable: %s", rootMessage(e));
      return response(
          Problem.unavailable(
              "The database cannot be reached just now. Send the same request again.",
              Duration.ofSeconds(2)));
    }
    String logId = UUID.randomUUID().toString();
    LOG.errorf(e, "internal error logId=%s", logId);
    return response(Problem.internal(logId));
  }

  public static Response response(Problem problem) {
    Response.ResponseBuilder answer =
        Response.status(problem.status()).entity(problem.document()).type(MEDIA_TYPE);
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      answer.header("Retry-After", Math.max(1, retryAfter.toSeconds()));
    }
    if (problem.status() == 401) {
      answer.header("WWW-Authenticate", "Onus-Actor");
    }
    return answer.build();
  }

  /** What a JSON reader's complaint means for the person who wrote the JSON. */
  public static Problem malformedJson(JacksonException e) {
    return switch (e) {
      case UnrecognizedPropertyException unknown ->
          fieldProblem(
              path(unknown),
              "is not a known field"
                  + (unknown.getKnownPropertyIds() == null
                      ? ""
                      : "; known are "
                          + unknown.getKnownPropertyIds().stream()
                              .map(String::valueOf)
                              .sorted()
                              .collect(Collectors.joining(", "))));
      case InvalidFormatException format -> fieldProblem(path(format), formatMessage(format));
      case ValueInstantiationException value -> fieldProblem(path(value), rootMessage(value));
      case MismatchedInputException mismatch when mismatch.getPath().isEmpty() ->
          Problem.malformed("The body is missing or has the wrong shape: " + first(mismatch));
      case MismatchedInputException mismatch -> fieldProblem(path(mismatch), first(mismatch));
      case JsonParseException parse ->
          Problem.malformed(
              "The body is not JSON: line "
                  + parse.getLocation().getLineNr()
                  + ", column "
                  + parse.getLocation().getColumnNr()
                  + ".");
      case JsonMappingException mapping -> {
        Problem inner = cause(mapping, Problem.class);
        yield inner != null ? inner : fieldProblem(path(mapping), rootMessage(mapping));
      }
      default -> Problem.malformed("The body is not JSON that can be read.");
    };
  }

  private static Problem fieldProblem(String field, String message) {
    return Problem.malformed(field + " " + message + ".", new Violation(field, message));
  }

  private static String formatMessage(InvalidFormatException e) {
    Class<?> type = e.getTargetType();
    if (type != null && type.isEnum()) {
      return "must be one of "
          + Arrays.stream(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    String wish =
        type == null
            ? "another form"
            : switch (type.getSimpleName()) {
              case "Duration" -> "an ISO-8601 duration such as PT4H";
              case "Instant" -> "an RFC 3339 instant such as 2026-11-21T09:00:00Z";
              case "LocalDate" -> "a date such as 2026-11-21";
              case "UUID" -> "a UUID";
              case "ZoneId" -> "an IANA zone such as Europe/Berlin";
              default -> type.getSimpleName();
            };
    return "must be " + wish;
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() == null) {
        path.append('[').append(reference.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return path.isEmpty() ? "body" : path.toString();
  }

  private static String field(ConstraintViolation<?> violation) {
    // The path starts with the resource method and its parameter; the caller knows neither.
    StringBuilder field = new StringBuilder();
    int skipped = 0;
    for (Path.Node node : violation.getPropertyPath()) {
      boolean ofMethod =
          node.getKind() == jakarta.validation.ElementKind.METHOD
              || (node.getKind() == jakarta.validation.ElementKind.PARAMETER && skipped++ == 0);
      String name = ofMethod ? "" : node.toString();
      if (!name.isEmpty()) {
        field.append(field.isEmpty() || name.startsWith("[") ? "" : ".").append(name);
      }
    }
    if (field.isEmpty()) {
      String whole = violation.getPropertyPath().toString();
      return whole.contains(".") ? whole.substring(whole.lastIndexOf('.') + 1) : "body";
    }
    return field.toString();
  }

  private static String summary(List<Violation> violations) {
    return violations.stream()
            .limit(3)
            .map(v -> v.field() + " " + v.message())
            .collect(Collectors.joining("; "))
        + (violations.size() > 3 ? "; and " + (violations.size() - 3) + " more" : "")
        + ".";
  }

  private static String first(JacksonException e) {
    return orElse(e.getOriginalMessage(), "cannot be read")
        .lines()
        .findFirst()
        .orElse("")
        // Java type names mean nothing to the caller.
        .replaceAll("`?(?:[a-z][\\w]*\\.)+([A-Z]\\w*)[^`\\s]*`?", "$1");
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root instanceof JacksonException json
        ? first(json)
        : orElse(root.getMessage(), root.getClass().getSimpleName());
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
      if (at.getCause() == at) {
        return null;
      }
    }
    return null;
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isBlank() ? other : text;
  }
}
