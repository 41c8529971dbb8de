using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.PostgreSql.Migrations.Channels
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "channel_carry_codes",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "character(64)", fixedLength: true, maxLength: 64, nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_carry_codes", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "channel_receipts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    EventId = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: false),
                    UserKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Order = table.Column<long>(type: "bigint", nullable: false),
                    MessageId = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    ReceivedAt = table.Column<long>(type: "bigint", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Sequence = table.Column<int>(type: "integer", nullable: true),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_receipts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "channel_users",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    UserKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Cursor = table.Column<int>(type: "integer", nullable: false),
                    Through = table.Column<int>(type: "integer", nullable: true),
                    LastInboundAt = table.Column<long>(type: "bigint", nullable: false),
                    ActiveAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "channel_deliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ConversationId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    Part = table.Column<int>(type: "integer", nullable: false),
                    Urgent = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    NextAt = table.Column<long>(type: "bigint", nullable: false),
                    ProviderMessageId = table.Column<string>(type: "character varying(160)", maxLength: 160, nullable: true),
                    ErrorCode = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Error = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_deliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_channel_deliveries_channel_users_UserId",
                        column: x => x.UserId,
                        principalTable: "channel_users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_channel_carry_codes_ExpiresAt",
                table: "channel_carry_codes",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_channel_carry_codes_UserId",
                table: "channel_carry_codes",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_channel_deliveries_Channel_ProviderMessageId",
                table: "channel_deliveries",
                columns: new[] { "Channel", "ProviderMessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_channel_deliveries_ConversationId_Sequence",
                table: "channel_deliveries",
                columns: new[] { "ConversationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_channel_deliveries_dead",
                table: "channel_deliveries",
                column: "UpdatedAt",
                filter: "\"State\" = 5 OR \"State\" = 6");

            migrationBuilder.CreateIndex(
                name: "IX_channel_deliveries_UserId_ConversationId_Sequence_Part",
                table: "channel_deliveries",
                columns: new[] { "UserId", "ConversationId", "Sequence", "Part" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_channel_deliveries_waiting",
                table: "channel_deliveries",
                column: "NextAt",
                filter: "\"State\" < 2");

            migrationBuilder.CreateIndex(
                name: "IX_channel_receipts_Channel_EventId",
                table: "channel_receipts",
                columns: new[] { "Channel", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_channel_receipts_RecordedAt",
                table: "channel_receipts",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_channel_receipts_UserKey_MessageId",
                table: "channel_receipts",
                columns: new[] { "UserKey", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_channel_receipts_waiting",
                table: "channel_receipts",
                column: "ReceivedAt",
                filter: "\"State\" = 0");

            migrationBuilder.CreateIndex(
                name: "IX_channel_users_ActiveAt",
                table: "channel_users",
                column: "ActiveAt");

            migrationBuilder.CreateIndex(
                name: "IX_channel_users_Channel_UserKey",
                table: "channel_users",
                columns: new[] { "Channel", "UserKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_channel_users_ConversationId",
                table: "channel_users",
                column: "ConversationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channel_carry_codes");

            migrationBuilder.DropTable(
                name: "channel_deliveries");

            migrationBuilder.DropTable(
                name: "channel_receipts");

            migrationBuilder.DropTable(
                name: "channel_users");
        }
    }
}
