package io.onus.request.catalogue;

import io.onus.request.catalogue.domain.CatalogueItem;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class CatalogueStore {

  private static final String PAGE =
      """
      (:provider is null or provider = :provider)
      and (:q is null or lower(code) like :q escape '\\' or lower(name) like :q escape '\\')
      and code > :after
      order by code
      """;

  Optional<CatalogueItem> find(String code) {
    return ServiceEntity.<ServiceEntity>findByIdOptional(code).map(ServiceEntity::item);
  }

  Optional<CatalogueItem> lock(String code) {
    return ServiceEntity.<ServiceEntity>findByIdOptional(code, LockModeType.PESSIMISTIC_WRITE)
        .map(ServiceEntity::item);
  }

  /** Written at once, so that a second writer of the same new code fails here. */
  void insert(CatalogueItem item, Instant now) {
    ServiceEntity entity = new ServiceEntity();
    entity.code = item.code();
    entity.createdAt = now;
    entity.write(item, now);
    entity.persistAndFlush();
  }

  /** Of a service locked in this transaction. */
  void update(CatalogueItem item, Instant now) {
    ServiceEntity entity = ServiceEntity.findById(item.code());
    entity.write(item, now);
    entity.flush();
  }

  List<CatalogueItem> page(
      @Nullable String provider, @Nullable String pattern, String after, int limit) {
    Parameters parameters =
        Parameters.with("provider", provider).and("q", pattern).and("after", after);
    return ServiceEntity.<ServiceEntity>find(PAGE, parameters).range(0, limit - 1).stream()
        .map(ServiceEntity::item)
        .toList();
  }
}
