using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BrigadeNumerique.Bot.Storage.Sqlite.Migrations.Handoff
{
    /// <inheritdoc />
    public partial class Routing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "Available",
                table: "operators",
                newName: "Presence");

            // 1 was available; available is the first of the four now, busy the second.
            migrationBuilder.Sql("UPDATE operators SET \"Presence\" = 1 - \"Presence\"");

            migrationBuilder.AddColumn<int>(
                name: "Capacity",
                table: "operators",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Filters",
                table: "operators",
                type: "TEXT",
                maxLength: 2000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "LastTakenAt",
                table: "operators",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LeavesAt",
                table: "operators",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Supervisor",
                table: "operators",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Skills",
                table: "operators",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Asked",
                table: "conversations",
                type: "TEXT",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "CloseCode",
                table: "conversations",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HandledBy",
                table: "conversations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "HeardThrough",
                table: "conversations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "HelpSince",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OfferUntil",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OfferedTo",
                table: "conversations",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OnHoldSince",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Ring",
                table: "conversations",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "UnownedSince",
                table: "conversations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WantedSkill",
                table: "conversations",
                type: "TEXT",
                maxLength: 32,
                nullable: true);

            // Nobody is told that nothing was answered, and nobody loses seconds, by an update of the service.
            migrationBuilder.Sql("UPDATE conversations SET \"HeardThrough\" = \"LastCitizenSequence\", \"HandledBy\" = \"OperatorId\"");
            migrationBuilder.Sql("UPDATE conversations SET \"UnownedSince\" = \"QueuedAt\" WHERE \"Custody\" = 1");

            migrationBuilder.CreateTable(
                name: "surge",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<bool>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_surge", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_conversations_ClosedAt",
                table: "conversations",
                column: "ClosedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "surge");

            migrationBuilder.DropIndex(
                name: "IX_conversations_ClosedAt",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "Capacity",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Filters",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "LastTakenAt",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "LeavesAt",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Supervisor",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Skills",
                table: "operators");

            migrationBuilder.DropColumn(
                name: "Asked",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "CloseCode",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HandledBy",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HeardThrough",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "HelpSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OfferUntil",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OfferedTo",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "OnHoldSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "Ring",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "UnownedSince",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "WantedSkill",
                table: "conversations");

            migrationBuilder.RenameColumn(
                name: "Presence",
                table: "operators",
                newName: "Available");

            migrationBuilder.Sql("UPDATE operators SET \"Available\" = CASE WHEN \"Available\" = 0 THEN 1 ELSE 0 END");
        }
    }
}
